"""Pages as the systems of different authorities save them, around the lines of a document.

Each takes the title and the lines, and puts about them what such sites have: menus, paths, counters,
buttons, lists of other news, codes to scan, imprints.
"""

# ruff: noqa: E501 - pages are easier to read as they are written

from collections.abc import Callable, Sequence
from html import escape

Page = Callable[[str, Sequence[str]], str]

_OTHER_NEWS = (
    "省政府召开常务会议研究部署安全生产工作",
    "关于2024年度科技奖励推荐工作的通知",
    "一图读懂：促进民间投资若干措施",
    "《数据条例》解读：立足本地实际，回应群众关切",
    "关于公开征求《停车管理办法（修订草案）》意见的公告",
)


def _links(texts: Sequence[str] = _OTHER_NEWS, mark: str = "") -> str:
    return "".join(
        f'<li>{mark}<a href="/art/{number}.html" title="{text}">{text}</a><span>2024-0{number + 1}-11'
        "</span></li>"
        for number, text in enumerate(texts)
    )


def _paragraphs(lines: Sequence[str], form: str = "<p>{}</p>\n") -> str:
    return "".join(form.format(escape(line)) for line in lines)


def portal(title: str, lines: Sequence[str]) -> str:
    """A portal of some years ago: blocks with menus above, a list at the side, an editor's styles."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "a.dtd">
<html xmlns="x"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{escape(title)}-政策文件-云岭省人民政府网</title><script>document.write("正文")</script></head>
<body><div class="top"><a href="#">登录</a>｜<a href="#">注册</a>｜<a href="#">无障碍浏览</a></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a>互动交流</a></li>
</ul></div><div class="path">当前位置：<a href="/">首页</a> &gt;&gt; <a href="/zc">政策文件</a></div>
<div class="main"><div class="left"><h3>热点信息</h3><ul>{_links()}</ul></div>
<div class="right"><h2>{escape(title)}</h2>
<div class="info">发布时间：2024-05-06 09:30　来源：省政府办公厅　浏览次数：<span id="c">1024</span>
【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</div>
<div class="cont"><style>.x {{ margin: 0 }}</style>
{_paragraphs(lines, '<p style="text-indent: 2em"><span style="font-family: 仿宋_GB2312">{}</span></p>')}
</div><div class="tools"><a href="javascript:print()">【打印本页】</a><a href="#">【关闭窗口】</a></div>
<div class="near"><p>上一篇：<a href="/1">{_OTHER_NEWS[0]}</a></p><p>下一篇：<a href="/2">没有了</a></p></div>
</div></div><div class="foot"><p>主办：云岭省人民政府办公厅　承办：云岭省大数据局</p>
<p>ICP备案号：云ICP备05001234号　网站标识码：9900000001　公安备案 99010202000001号</p></div></body></html>"""


def tables(title: str, lines: Sequence[str]) -> str:
    """A page laid out by tables, its lines parted by breaks and indented by blanks."""
    text = "<br>\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(line) for line in lines)
    menu = "".join(
        f"<tr><td><a href=/{n}>{text}</a></td></tr>" for n, text in enumerate(_OTHER_NEWS)
    )
    return f"""<HTML><HEAD><TITLE>云岭省发展和改革委员会</TITLE>
<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=gbk"></HEAD><BODY bgcolor=#ffffff>
<TABLE width=960 align=center><TR><TD colspan=3><img src=banner.jpg alt=横幅></TD></TR>
<TR><TD colspan=3><a href=/>网站首页</a> | <a href=/a>机构职能</a> | <a href=/b>公示公告</a></TD></TR>
<TR><TD width=180 valign=top><TABLE>{menu}</TABLE></TD>
<TD valign=top><TABLE width=100%><TR><TD align=center><font size=5><b>{escape(title)}</b></font></TD></TR>
<TR><TD align=center>2024年5月6日　点击数：<script>hits()</script>　【<a href=#>大</a> <a href=#>小</a>】</TD></TR>
<TR><TD class=font14><div>{text}</div></TD></TR>
<TR><TD align=right><a href="javascript:window.print()">打印</a> <a href="javascript:close()">关闭</a></TD></TR>
</TABLE></TD><TD width=150 valign=top><TABLE><TR><TD>友情链接</TD></TR>{menu}</TABLE></TD></TR>
<TR><TD colspan=3 align=center>版权所有：云岭省发展和改革委员会<br>地址：省城和平路1号　邮编：990000<br>
建议使用IE8以上浏览器，分辨率1280×800</TD></TR></TABLE></BODY></HTML>"""


def modern(title: str, lines: Sequence[str]) -> str:
    """A page of today: parts named for what they are, icons, a form for remarks."""
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta property="og:title" content="{escape(title)}"><link rel=stylesheet href=a.css></head><body>
<header class="site"><a class="logo" href="/">云岭市科学技术局</a><nav><a href="/">首页</a><a href="/n">新闻</a>
</nav><form><input placeholder="请输入关键字"><button>搜索</button></form></header>
<main><div class="crumbs"><a href="/">首页</a><i>/</i><a href="/zc">政策</a><i>/</i><span>正文</span></div>
<article><header><h1>{escape(title)}</h1><div class="meta"><time>2024-05-06</time><span>云岭市科学技术局</span>
<span>阅读：3021</span><button>收藏</button></div></header><div class="body">
{_paragraphs(lines, "<p>{}</p>")}</div>
<footer><div>分享到：<a href="#">微信</a><a href="#">微博</a></div><div>责任编辑：王某某</div></footer></article>
<section class="more"><h2>相关政策</h2><ul>{_links()}</ul></section>
<section class="faq"><h2>我要评论</h2><textarea></textarea><button>提交</button></section></main>
<aside><h2>热门推荐</h2><ul>{_links()}</ul></aside>
<footer><p>© 2024 云岭市科学技术局 All rights reserved.</p><p>联系电话：0999-1234567</p></footer></body></html>"""


def account(title: str, lines: Sequence[str]) -> str:
    """An article of a public account, every paragraph in sections of its own."""
    sections = _paragraphs(
        lines, "<section><section style='margin:0'><p><span>{}</span></p></section></section>"
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body id="activity">
<div id="js_article"><div><h1 class="rich_media_title">{escape(title)}</h1><div><span>原创</span>
<a href="#">云岭发布</a><em>2024年05月06日 18:00</em><em>云岭</em></div>
<div id="js_content" style="visibility: hidden;">{sections}
<p><img data-src="x.jpg"></p><p>来源：云岭省人民政府办公厅</p><p>编辑：李某　校对：张某</p></div></div>
<div class="bottom"><span>阅读 1万+</span><span>赞 55</span><span>在看 20</span></div>
<div>预览时标签不可点</div><div>微信扫一扫<br>关注该公众号</div></div><script>x</script></body></html>"""


def application(title: str, lines: Sequence[str]) -> str:
    """A page that a script has drawn: parts within parts, a table of data above the text."""
    data = """<table class="i"><tbody><tr><td>索引号</td><td>YL0001-2024-00021</td><td>主题分类</td><td>综合政务
</td></tr><tr><td>公开方式</td><td>主动公开</td><td>有效性</td><td>有效</td></tr></tbody></table>"""
    opened, closed = "<div><div class=v>" * 9, "</div></div>" * 9
    files = "<li><a href=/f/1.pdf>附件：申报表.pdf</a></li>"
    return f"""<html><head><meta charset=utf-8><title>政策文件 - 云岭省政策文件库</title></head><body><div id=app>
{opened}<div class=h><div>政策文件库</div><div><a href=/>首页</a></div><div>长者助手</div><div>收起</div></div>
<div class=b><div class=crumb><a href=/>首页</a>&gt;<a href=/k>文件库</a></div>{data}<div class=t>{escape(title)}</div>
<div class=s><span>发布日期：2024-05-06</span><span>字号：</span><span>大</span><span>中</span><span>小</span></div>
<div class=c>{_paragraphs(lines, "<div class=para><span>{}</span></div>")}</div>
<div class=f><div>附件下载</div><ul>{files}</ul></div><div class=r><div>相关解读</div><ul>{_links()}</ul></div>
<div class=q><div>扫一扫在手机打开当前页</div><img src=q.png></div></div>
<div class=z><span>主办单位：云岭省人民政府办公厅</span><span>技术支持：云岭省大数据中心</span></div>
{closed}</div></body></html>"""


def exported(title: str, lines: Sequence[str]) -> str:
    """What a word processor saves as a page: no site, many styles, an odd blank paragraph."""
    text = _paragraphs(
        lines,
        "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span\n"
        "lang=EN-US style='font-size:16.0pt'><o:p></o:p></span><span style='font-size:16.0pt'>{}</span></p>\n\n",
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Word">
<!--[if gte mso 9]><xml><o:Pages>3</o:Pages></xml><![endif]--><style><!-- p.MsoNormal {{margin:0}} --></style>
</head><body lang=ZH-CN><div class=Section1 style='layout-grid:15.6pt'>
<p class=MsoNormal align=center><span lang=EN-US><o:p>&nbsp;</o:p></span></p>{text}</div></body></html>"""


def chapters(title: str, lines: Sequence[str]) -> str:
    """A page for telephones: notice and annex in panels of their own, laws as links, pictures between."""
    half = len(lines) // 3
    linked = [
        escape(line).replace("《", '《<a href="/law">').replace("》", "</a>》") for line in lines
    ]
    first = "".join(f"<p>{line}</p>" for line in linked[:half])
    second = "".join(f"<p>{line}</p><p><img src=a.png></p>" for line in linked[half:])
    return f"""<!DOCTYPE html><html><head><meta name=viewport content="width=device-width"><meta charset=utf-8>
<title>{escape(title)} | 掌上云岭</title></head><body><div class=bar><a href=/>返回</a><span>正文</span><a>分享</a></div>
<div class=page><div class=title>{escape(title)}</div><div class=sub>云岭省人民政府 2024-05-06</div>
<div class=panel>{first}</div><div class=panel>{second}</div></div>
<div class=like><span>点赞 12</span><span>评论 3</span></div><div class=list><div>推荐阅读</div>{_links(mark="·")}</div>
<div class=open>打开APP，阅读体验更佳</div><div class=foot>掌上云岭 版权所有</div></body></html>"""


def annexed(title: str, lines: Sequence[str]) -> str:
    """A page whose notice is short text above, and whose policy is a part of its own below it."""
    cut = min(6, len(lines) // 4)
    return f"""<html><head><meta charset="utf-8"/><title>{escape(title)}</title></head><body>
<div class="w"><ul class="m">{_links(("首页", "公开指南", "公开目录", "依申请公开"))}</ul></div>
<div class="w"><div class="d"><h1>{escape(title)}</h1><p class="n">时间：2024-05-06　作者：　点击量：9　打印　关闭</p></div>
<div class="d"><div class="zw">{_paragraphs(lines[:cut])}</div></div>
<div class="d"><div class="fj">{_paragraphs(lines[cut:])}</div></div>
<div class="d"><span>【纠错】</span><span>【收藏】</span></div></div>
<div class="w"><h4>信息推荐</h4><ul>{_links()}</ul></div></body></html>"""


_SUMMARY = (
    "近日，省政府办公厅印发《若干措施》，从夯实基础、强化保障等方面提出一揽子举措，进一步促进数字经济健康发展。"
    "现就有关内容解读如下，请广大市场主体关注，并做好相关政策的申报工作，相关部门将做好服务。"
)


def scripted(title: str, lines: Sequence[str]) -> str:
    """A page whose menus and lists are no links, for a script follows them."""
    menu = "".join(
        f'<span onclick="go(1)">{text}</span>' for text in ("首页", "机构", "新闻", "互动")
    )
    news = "".join(
        f'<div onclick="go(2)"><em>{text}</em><i>05-01</i></div>' for text in _OTHER_NEWS
    )
    return f"""<html><head><meta charset=utf-8><title>{escape(title)}</title></head><body><div id=r><div>{menu}</div>
<div><div><div>{escape(title)}</div><div>{_paragraphs(lines, "<div>{}</div>")}</div></div><div><div>最新发布</div>
{news}</div></div><div>云岭省人民政府办公厅主办　地址：省城和平路1号　电话：0999-12345</div></div></body></html>"""


def commented(title: str, lines: Sequence[str]) -> str:
    """A page with summaries of other texts at the side and remarks of readers below."""
    side = "".join(
        f"<div><h4><a href=/1>{text}</a></h4><p>{_SUMMARY}</p></div>" for text in _OTHER_NEWS[:3]
    )
    return f"""<html><head><meta charset=utf-8><title>{escape(title)}</title></head><body><div><a href=/>首页</a></div>
<div><div><h1>{escape(title)}</h1><p>2024-05-06 来源：省政府办公厅</p><div>{_paragraphs(lines)}</div><div><h3>网友评论</h3>
<p>匿名网友：这个政策很好，希望尽快落实到基层，让群众得到实惠。</p><p>匿名网友：支持！</p></div></div>
<div><h3>相关解读</h3>{side}</div></div><div><p>版权所有：云岭省人民政府</p></div></body></html>"""


def listed(title: str, lines: Sequence[str]) -> str:
    """A page with a list of its own headings in front, which are links to them."""
    heads = {line for line in lines if line[1:3].strip("、章") != line[1:3] and "。" not in line}
    links = "".join(f'<li><a href="#h1">{escape(line)}</a></li>' for line in lines if line in heads)
    text = "".join(
        f"<h2>{escape(line)}</h2>" if line in heads else f"<p>{escape(line)}</p>" for line in lines
    )
    return f"""<html><head><meta charset=utf-8><title>{escape(title)}</title></head><body><nav><a href=/>首页</a></nav>
<div><div><b>本页目录</b><ul>{links}</ul></div><div><h1>{escape(title)}</h1>{text}</div>
<div><p>以上内容是否对您有帮助？</p><button>有</button></div></div></body></html>"""


def plain(title: str, lines: Sequence[str]) -> str:
    """A page of long ago: one table, all of the text in one paragraph."""
    text = "<br/>".join("　　" + escape(line) for line in lines)
    return f"""<html><head><meta charset=gb2312><title>{escape(title)}</title></head><body><table><tr><td><a href=/>首页</a>
<a href=/2>新闻</a></td></tr><tr><td><b>{escape(title)}</b><br>发布人：管理员 发布时间：2010-5-6 点击：56</td></tr>
<tr><td><p>{text}</p></td></tr><tr><td>【<a href=#>打印</a>】【<a href=#>关闭</a>】</td></tr>
<tr><td>Copyright 2010 云岭县政府 ICP备0001号</td></tr></table></body></html>"""


FOREIGN = (*_OTHER_NEWS, _SUMMARY[:20], "匿名网友", "以上内容是否", "发布人：管理员", "和平路1号")
"""Words of these sites that are of no document."""

PAGES: dict[str, Page] = {
    "portal": portal,
    "tables": tables,
    "modern": modern,
    "account": account,
    "application": application,
    "exported": exported,
    "chapters": chapters,
    "annexed": annexed,
    "scripted": scripted,
    "commented": commented,
    "listed": listed,
    "plain": plain,
}

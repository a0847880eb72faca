"""Which lines of a page are the document, and which the site around it.

The document is the smallest part of the page that holds nearly all running text; from there it goes
on in both directions as long as lines are no links and no buttons. Its title and the table of its
data (索引号, 发文字号 …) often stand further up and are taken from there.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from desktop.readers.web.blocks import Block, Group, Page

_PROSE = re.compile("[，。；：]")
_LABEL = re.compile(
    r"[\s\u3000]*(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|第[一二三四五六七八九十百零\d]{1,5}[编章节条]|\d{1,2}(?:\.\d{1,2})*[.．、\s]|附\s*件(?!下载|列表))"
)
_FIELDS = (
    "索引号|分类|主题分类|主题词|体裁分类|组配分类|发布机构|发文机关|发文单位|公开主体|信息所属单位|"
    "制发机关|成文日期|印发日期|发文日期|发布日期|公开日期|生成日期|生效日期|发布时间|标题|名称|信息名称|"
    "文件名称|文号|发文字号|发文文号|文件编号|统一登记号|有效性|文件状态|公开方式|公开类别|关键词|"
    "服务对象|废止日期|实施日期|失效日期|施行日期|来源|信息来源|内容分类|主题|时效"
)
_FIELD = re.compile(rf"[【\[]?(?:{_FIELDS})[】\]]?[:：]?$")
_WITH_VALUE = re.compile(rf"(?:{_FIELDS})[:：].+$")
_GLUED = re.compile(rf"({_FIELDS})(?=[^:：\]】])")
_GLUED_NUMBER = re.compile(r"(?:文号|发文字号|发文文号|文件编号)\S{1,20}[〔\[［]\d{4}")
_LISTED = 2  # lines on each side of a field of a list that are likely fields, too
_BUTTON = (
    "打印|关闭|收藏|返回|分享|纠错|我要纠错|听全文|朗读|语音播报|下载|字体|字号|大|中|小|复制链接|繁体|"
    "简体|无障碍|无障碍阅读|适老化|长者模式|长者助手|关怀版|登录|注册|搜索|检索|高级搜索|首页|网站首页|"
    "网站地图|站点地图|联系我们|关于我们|设为首页|加入收藏|返回顶部|回到顶部|返回首页|打印本页|关闭窗口|"
    "关闭本页|微信|微博|扫一扫|手机版|移动端|客户端|二维码|RSS|EN|English|更多|复制|点赞|评论|举报"
)
_BUTTONS = re.compile(
    rf"(?:[【\[(（]?(?:{_BUTTON})[】\])）]?[:：|｜/·>»+]?){{1,8}}[】\])）]?", re.IGNORECASE
)
_TELLS = re.compile(
    r"^往期(?:推荐|回顾|精彩)|长按(?:识别|扫码|图片|二维码)|^点击(?:蓝字|上方)|"
    r"浏览(?:次数|量)|点击(?:次数|量|数)|阅读(?:次数|量|数)?[:：]\d|扫一扫|扫码|扫描二维码|手机(?:打开|查看|浏览)|"
    r"打开当前页|分享(?:到|至)|上一[篇条页]|下一[篇条页]|"
    r"相关(?:链接|阅读|文章|稿件|新闻|信息|推荐|文件|政策|解读|附件)[:：]?$|"
    r"热门(?:推荐|文章|信息)|友情链接|版权所有|^主办(?:单位)?[:：]|^承办(?:单位)?[:：]|网站标识码|ICP备|公网安备|"
    r"(?:现在|当前|所在)的?(?:所在)?位置[:：]|责任编辑|打印本页|关闭(?:本页|窗口)|^[【\[]?字[体号][:：]|"
    r"Copyright|©|浏览器|分辨率|站长统计|政府网站找错|猜你喜欢|网站支持|保留所有权|人气[:：]|"
    r"^(?:网友|发表|我要)?(?:评论|留言)(?:区)?$|"
    r"^(?:编辑|责编|校对|审核|供稿|监制|来源|信息来源|作者)[:：]",
    re.IGNORECASE,
)
_BELOW = re.compile("往期|长按|上一[篇条]|下一[篇条]|相关|责任编辑|分享|扫一扫|推荐|打印|关闭")
_FURNITURE = re.compile(
    r"(?:浏览(?:次数|量)|点击(?:次数|量|数)|阅读(?:次数|量|数)|责任编辑|分享(?:到|至)|上一[篇条]|下一[篇条]|"
    r"字[体号]|人气)[:：【]|扫一扫.{0,20}$|发布(?:日期|时间)[:：].{6,30}(?:浏览|点击|阅读|来源|字[体号])"
)
_STAMP = re.compile(  # 发布 2024-05-06 09:30
    r".{0,20}\d{4}[-/]\d{1,2}[-/]\d{1,2}.{0,9}|.{0,20}\d{4}年\d{1,2}月\d{1,2}日\d{1,2}[:：]\d\d.{0,9}"
)
_HEAD = re.compile(
    r"[〔\[［（(]\d{4}[〕\]］）)]\d+号|\d{4}年第?\d+号|[：:]$|^[（(].{2,20}[）)]$|"
    r"^\d{4}年\d{1,2}月\d{1,2}日$|文件$"
)
_COUNTED = re.compile(r"字[体号]|浏览|点击|阅读|打印")
_SPACE = re.compile(r"\s")
_BAR = re.compile(r"[_|｜]|\s[-–—]\s|-(?=[^-]*(?:网|政府|[局厅委]|门户)$)")
_BETWEEN = re.compile(r"[\s|｜¦┊┆┃丨·•/>»›→]")  # what stands between links
_SEVERAL = re.compile(rf"(?<=[^【\[])(?=(?:{_FIELDS})[:：])")
_NUMBERED = re.compile(
    r"(?:文号|发文字号|发文文号|文件编号)[:：]?(\S{1,20}[〔\[［]\d{4}[〕\]］]\d+号)"
)
_TITLE_END = re.compile(
    "(?:通知|意见|决定|公告|通告|通报|公示|批复|函|办法|规定|方案|措施|规划|纲要|计划|条例|细则|规则|要点|令|"
    "指南|指引|标准|规程|章程|预案|政策|法|答复|报告|纪要|决议)(?:[（(].{1,24}[）)])?$"
)
_ATTACHED = re.compile(
    r"附\s*件|\d{1,2}\s*[.．、]|.*\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar)\b", re.IGNORECASE
)
_SHORT = 60  # characters; what says 分享 in more of them speaks about it
_SOME, _SHARE = 150, 0.02  # characters, and of all running text, that make a part hold some
_LINKS = 1 / 3  # of the lines of a part, which make it a list of links
_REST = 0.1  # of all running text that may stand below the end of a document
_LINKED, _ONLY_LINK = 0.5, 0.95  # of its characters, from which on a line is a link
_ENOUGH = 25  # characters that make running text of a line without punctuation
_OPENING = 12  # lines at the start of a text, among which its title may be
_LINES = 4  # of a title
_LEAST = 12  # characters of a title of which the title bar does not tell
_TELLING = 8  # characters of a line that the title bar repeats
_GAP = 3  # lines, the next of which must belong to the document where it is to go on


def document(page: Page) -> list[Block]:
    """Return the lines of the document in a page."""
    found = page.found
    stops = _stops(found)
    start, end = _densest(page, stops)
    start, end = _grown(found, stops, start, end, _around(page, start, end))
    start, end = _trimmed(found, stops, start, end)
    text = list(_without_buttons(found[start:end], stops[start:end]))
    above = list(_coloned(found[:start]))
    fields = [each for block in _paired(above) for each in _fields(block)]
    heading = (
        _title(found[:start], page.title)
        or _untold(found[:start], text)
        or _from_bar(page.title, text)
    )
    return [*fields, *_titled(heading, text)]


def _text(block: Block) -> str:
    return _SPACE.sub("", block.text)


def _stops(found: Sequence[Block]) -> list[bool]:
    """Return for each line whether it is a link or belongs to the site: no document goes on there.

    A line that is mostly a link is one beside other links, or where nothing else stands in it. A
    line that leads to one with the same words is of the page's own list of headings.
    """
    own = {_text(block) for block in found if not block.inward}
    shares = [block.linked / max(len(_BETWEEN.sub("", block.text)), 1) for block in found]
    near: list[float] = [0.0] * len(found)
    before = 0.0
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        for place in order:
            near[place] = max(near[place], before)
            before = shares[place] if found[place].text else before
        before = 0.0
    return [
        share > _ONLY_LINK
        or (share > _LINKED and beside > _LINKED)
        or (bool(block.text) and _is_chrome(block))
        or (bool(block.inward) and _is_made_of(_text(block), own))
        for share, beside, block in zip(shares, near, found, strict=True)
    ]


def _is_made_of(text: str, lines: Collection[str]) -> bool:
    """Return whether a text is one of some lines, or several short ones run together."""
    if text in lines:
        return True
    while text:
        sizes = range(min(len(text), _SHORT), 1, -1)
        size = next((n for n in sizes if text[:n] in lines), 0)
        if not size:
            return False
        text = text[size:]
    return True


def _is_chrome(block: Block) -> bool:
    """Return whether a line is a button, a counter or a notice of the site."""
    text = _text(block)
    if not text or len(text) > _SHORT or block.cells is not None or _LABEL.match(block.text):
        return False
    if _WITH_VALUE.match(text) and not _COUNTED.search(text):
        return False
    if _BUTTONS.fullmatch(text) or _STAMP.fullmatch(text):
        return True
    return "。" not in text and bool(_TELLS.search(text))


def _weight(block: Block) -> int:
    """Return how many characters of running text a line has that is no link."""
    text = _text(block)
    if block.cells is not None:
        return len(text) // 2
    if len(text) >= _ENOUGH or _PROSE.search(text) or _LABEL.match(block.text):
        return len(text)
    return len(text) // 10


def weight(page: Page, enough: int) -> int:
    """Return how many characters of running text a page has, counted until there are `enough`."""
    found = 0
    for block in page.found:
        if not block.linked and not _is_chrome(block):
            found += _weight(block)
        if found >= enough:
            break
    return found


def _densest(page: Page, stops: Sequence[bool]) -> tuple[int, int]:
    """Return from where to where the smallest part goes that holds the running text.

    Where several parts beside each other hold some, it goes from the first of them to the last.
    """
    weights = [0 if stop else _weight(each) for each, stop in zip(page.found, stops, strict=True)]
    sums = [0, *accumulate(weights)]
    below: dict[int, list[int]] = {}
    for index, group in enumerate(page.groups):
        below.setdefault(group.parent, []).append(index)
    start, end, inside = 0, len(page.found), below.get(-1, [])
    while inside:
        held = {i: sums[page.groups[i].end] - sums[page.groups[i].start] for i in inside}
        all_of_it = sums[end] - sums[start]
        some = max(_SOME, _SHARE * all_of_it)
        best = max(inside, key=held.__getitem__)
        holding = [
            i
            for i in inside
            if held[i] >= some and (i == best or not _is_list(page.groups[i], page.found, stops))
        ]
        if not holding or all_of_it - sum(held.values()) >= some:
            break
        start, end = page.groups[holding[0]].start, page.groups[holding[-1]].end
        inside = below.get(holding[0], []) if len(holding) == 1 else []
    return start, _ended(page.found, weights, start, end)


def _is_list(group: Group, found: Sequence[Block], stops: Sequence[bool]) -> bool:
    """Return whether a part is a list of links to other pages, with words about each."""
    lines = [stops[place] for place in range(group.start, group.end) if found[place].text]
    return sum(lines) > _LINKS * len(lines)


def _ended(found: Sequence[Block], weights: Sequence[int], start: int, end: int) -> int:
    """Return where a part ends that goes on with what a site puts below its documents."""
    rest = most = _REST * sum(weights[start:end])
    for place in range(end - 1, start, -1):
        rest -= weights[place]
        if rest < 0 or _LABEL.match(found[place].text):
            break
        if most and _is_chrome(found[place]) and _BELOW.search(_text(found[place])):
            end = place
    return end


def _goes_on(block: Block) -> bool:
    """Return whether a line beside the document belongs to it: running text, a table, its head."""
    cells = [_SPACE.sub("", cell) for cell in block.cells or () if cell.strip()]
    if len(cells) > 1:
        return not any(_FIELD.match(cell) for cell in cells)
    text = _text(block)
    if _WITH_VALUE.match(text) or _GLUED_NUMBER.match(text):
        return False
    return _weight(block) >= _ENOUGH or bool(
        _LABEL.match(block.text) or _HEAD.search(text) or _TITLE_END.search(text)
    )


def _around(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the innermost page in which a part stands: a frame, or all of it."""
    framed = [
        (each.start, each.end)
        for each in page.groups
        if each.framed and each.start <= start and end <= each.end
    ]
    return framed[-1] if framed else (0, len(page.found))


def _grown(
    found: Sequence[Block], stops: Sequence[bool], start: int, end: int, most: tuple[int, int]
) -> tuple[int, int]:
    """Return the bounds moved outwards over what belongs to it, as far as nothing stops there.

    They stay within `most`.
    """
    for place in range(end, most[1]):
        if stops[place] or place - end > _GAP:
            break
        if _goes_on(found[place]):
            end = place + 1
    for place in range(start - 1, most[0] - 1, -1):
        if stops[place] or stops[start] or start - place > _GAP:
            break
        if _goes_on(found[place]):
            start = place
    return start, end


def _trimmed(
    found: Sequence[Block], stops: Sequence[bool], start: int, end: int
) -> tuple[int, int]:
    """Return the bounds moved inwards over links, buttons and blank lines; attachments stay."""
    while start < end and (not found[start].text or stops[start]):
        start += 1
    last = end
    for place in range(end - 1, start - 1, -1):
        block = found[place]
        if not block.text:
            continue
        if not stops[place]:
            break
        if _is_chrome(block) or not _ATTACHED.match(_text(block)):
            last = place
    return start, last


def _without_buttons(found: Sequence[Block], stops: Sequence[bool]) -> Iterator[Block]:
    """Yield the lines of the document without the buttons and counters between them."""
    begun = False
    for block, stop in zip(found, stops, strict=True):
        text = _text(block)
        short = block.cells is None and len(text) <= _SHORT
        begun = begun or (not stop and ("。" in text or bool(_LABEL.match(block.text))))
        if not (short and (_BUTTONS.fullmatch(text) or _FURNITURE.match(text))) and (
            begun or not (_is_chrome(block) or (stop and block.inward))
        ):
            yield block


def _titled(heading: Block | None, text: list[Block]) -> list[Block]:
    """Return the text below its title, which may stand in it, or end in it, already."""
    title = _text(heading) if heading else ""
    if heading is None or title in "".join(map(_text, text[:_OPENING])):
        return text
    count = next((n for n in range(_LINES, 0, -1) if _ends(title, text[:n])), 0)
    return [replace(heading, heading=0), *text[count:]]


def _ends(title: str, lines: Sequence[Block]) -> bool:
    return title.endswith("".join(map(_text, lines)))


def _title(above: Sequence[Block], title: str) -> Block | None:
    """Return the line that is the title: the last heading of which the title bar tells, or so."""
    bar = _SPACE.sub("", title)
    best, found = 1, None
    for block in above:
        text = _text(block)
        if block.cells is not None or not text or len(text) > 2 * _SHORT or _is_chrome(block):
            continue
        named = len(text) >= _TELLING and text in bar
        worth = 2 * named + (block.heading in (1, 2)) + bool(_TITLE_END.search(text))
        if worth > 1 and worth >= best:
            best, found = worth, block
    return found


def _untold(above: Sequence[Block], text: Sequence[Block]) -> Block | None:
    """Return the last line above a text without a title that ends like one, or None."""
    if any(_TITLE_END.search(_text(block)) for block in text[:_OPENING]):
        return None
    titles = (
        block
        for block in reversed(above)
        if block.cells is None
        and not block.linked
        and _LEAST <= len(_text(block)) <= 2 * _SHORT
        and not _is_chrome(block)
        and _TITLE_END.search(_text(block))
    )
    return next(titles, None)


def _from_bar(title: str, text: Sequence[Block]) -> Block | None:
    """Return the title in the title bar, where a text without one shows it as a picture."""
    if any(_TITLE_END.search(_text(block)) for block in text[:_OPENING]):
        return None
    parts = (part.strip() for part in _BAR.split(title))
    named = (part for part in parts if len(part) >= _LEAST and _TITLE_END.search(part))
    return next(map(Block, named), None)


def _coloned(above: Sequence[Block]) -> Iterator[Block]:
    """Yield lines, those of a list of fields with a colon behind the name where none is printed."""
    glued = [block.cells is None and bool(_GLUED.match(_text(block))) for block in above]
    for place, block in enumerate(above):
        beside = sum(glued[max(place - _LISTED, 0) : place + _LISTED + 1])
        listed = glued[place] and beside > _LISTED
        text = _GLUED.sub(r"\1：", _text(block), count=1) if listed else block.text
        yield replace(block, text=text)


def _paired(above: Sequence[Block]) -> Iterator[Block]:
    """Yield lines, one with the name of a field made one with the value on the next."""
    name = ""
    for block in above:
        text = _text(block)
        named = block.cells is None and bool(_FIELD.match(text))
        yield replace(block, text=f"{name}：{text}") if name and text and not named else block
        name = text.strip("【】[]:：") if named else ""


def _fields(block: Block) -> list[Block]:
    """Return the data in a line or row, each as a line `name：value`."""
    if block.cells is None:
        text = _text(block)
        if len(several := _SEVERAL.split(text)) > 1 and all(map(_WITH_VALUE.match, several)):
            return list(map(Block, several))
        if number := _NUMBERED.fullmatch(text):
            return [Block(f"文号：{number[1]}")]
        return [block] if _WITH_VALUE.match(text) and not _COUNTED.search(text) else []
    made = []
    for name, value in pairwise(block.cells):
        plain = _SPACE.sub("", name)
        if _FIELD.match(plain) and value.strip() and not _FIELD.match(_SPACE.sub("", value)):
            made.append(Block(f"{plain.strip('【】[]:：')}：{value.strip()}"))
    told = (cell.strip() for cell in block.cells if _WITH_VALUE.match(_SPACE.sub("", cell)))
    return [*made, *map(Block, told)]

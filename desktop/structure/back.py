"""The end of a document: signature, copies, imprint, notes and links; never part of a measure."""

import re
from collections.abc import Sequence

from desktop.structure import headlines, signing
from desktop.structure.labels import Scheme
from desktop.structure.paragraphs import Paragraph

_MARKED = re.compile(
    r"抄\s*[送报]|主\s*送\s*[:：]|分\s*送|印\s*发\s*[:：]|主题词|本(?:文件|通知|意见|办法|方案|规定)由.{2,30}负责解读"
    r"|[（(](?:此页|此件|本件|(?:本文)?有删减|联系人|联系电话|信息公开)|信息公开|联系(?:人|电话|单位)\s*[:：]|【(?!责任|牵头|配合|负责|落实)|\[?https?://|\[[^\[\]]+\]\([^()]*\)"
    r"|相关(?:链接|阅读|文档|附件|解读)|政策解读|解读[:：]|责任编辑|编辑[:：]|更新时间|来源\s*[:：]|(?:打印|关闭|分享|上一[篇条]|下一[篇条])(?!.*。)"
    r"|扫一扫|返回顶部|阅读[上下]一篇|返回\S{0,8}首页|版权所有|主办单位|承办单位|附\s*件\s*[:：]|附\s*[:：]|校对[:：]|[发送报]\s*[：:]|\[\d{1,2}\]\s|(?:出席|列席|请假|缺席|记录|参加|主持)(?:人员|人)?\s*[:：]|附件(?:下载|列表)|.*网站标识码|网站地图|联系我们|关于我们|.*ICP备|.*公网安备|主办[:：]|站点地图|[（(]?共印\s*\d+|\d{4}年.{2,8}印发$"
)
_PAGE = re.compile(
    r"责任编辑|扫一扫|版权所有|.*ICP备|.*网站标识码|【?打印|【?关闭|分享(?:到|：)|相关(?:稿件|链接|阅读)|(?:友情)?链接[：:]"
)
_FOOT = 60
_COPIES = re.compile(r"抄\s*[送报]\s*[:：]")
_COPY_LINES = 8
_IMPRINT_CELLS = 2
_LISTED = re.compile(r"\d{1,2}(?:[-－—.]\d{1,2})?\s*[.．、]")
_LONGEST_NAME = 70
_LONGEST_LINK = 500
_STAMPED = re.compile(r"(?:【[^【】]{1,8}】\s*)+")
_REPORTED = re.compile(r"[（(].{0,14}(?:讯|记者.{0,10}|完)[）)]$")
_IMPRINT = re.compile(r"\d\s*日\s*印\s*发$")
_LINK = re.compile(
    r"\S*https?://\S+$|[!-/:-@\[-~][!-~]*$|[/\w.-]+/[!-~]+$|\[?[^。；]{1,120}\.(?:pdf|docx?|ofd|wps|xlsx?|zip|rar)\b[^。；]*$"
)


def find(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Return the index from which on the paragraphs are back matter; their number if none are.

    Goes up from the end, over signatures, dates, copies and links, and stops at text.
    """
    end = _copies(paragraphs, start, _web_foot(paragraphs, start))
    dated = False
    for index in range(end - 1, start - 1, -1):
        paragraph = paragraphs[index]
        above = paragraphs[index - 1].text if index else ""
        day = bool(signing.date(paragraph.text, above) or headlines.imprint(paragraph.text))
        if not (day or _is_back(paragraph, dated=dated)):
            break
        dated = dated or day
        end = index
    return _with_annex_list(paragraphs, start, end)


def _web_foot(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Return where the foot of a web page begins: its marks, with nothing numbered behind them."""
    foot = len(paragraphs)
    for index in range(len(paragraphs) - 1, max(start, len(paragraphs) - _FOOT) - 1, -1):
        paragraph = paragraphs[index]
        if paragraph.label is not None or "。" in paragraph.text:
            break
        if _PAGE.match(paragraph.text):
            foot = index
    return foot


def _copies(paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Return where 抄送 stands near the end; what follows it goes on with the list."""
    for index in range(end - 1, max(start, end - _COPY_LINES) - 1, -1):
        if paragraphs[index].label is not None or paragraphs[index].cells is not None:
            break
        if _COPIES.match(paragraphs[index].text):
            return index
    return end


def _is_back(paragraph: Paragraph, *, dated: bool) -> bool:
    text = paragraph.text
    if paragraph.cells is not None:  # the imprint is often set as a table of two lines
        marked = _COPIES.match(text) or _IMPRINT.search(text)
        return bool(marked) and sum(map(bool, paragraph.cells)) <= _IMPRINT_CELLS
    if paragraph.label is not None and paragraph.label.scheme is not Scheme.ANNEX:
        return False
    if _STAMPED.fullmatch(text) or _REPORTED.match(text):
        return True
    if _MARKED.match(text) or _IMPRINT.search(text):
        return True
    if len(text) <= _LONGEST_LINK and _LINK.match(text):
        return True
    if headlines.is_chrome(text):
        return True
    if not (dated and paragraph.is_short):
        return False
    return bool(signing.organs(text)) or signing.is_person(text)


def _with_annex_list(paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Return `end` moved up over a list 附件：1.… 2.… that stands above the signature."""
    top = end
    for index in range(end - 1, max(start, end - 25) - 1, -1):
        paragraph = paragraphs[index]
        text = paragraph.text
        if paragraph.label is not None and paragraph.label.scheme is Scheme.ANNEX:
            listed = top == end and index < end - 1
            if not listed and not re.search("[:：]", text):
                break
            top = index
        elif top < end or not _LISTED.match(text) or "。" in text or len(text) > _LONGEST_NAME:
            break
    return top

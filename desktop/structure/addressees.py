"""Whom a document is addressed to: the line before the first ：, and what only looks like it."""

import re
from collections.abc import Sequence

from desktop.structure import headlines
from desktop.structure.paragraphs import Paragraph

_ADDRESSEE = re.compile(
    "政府|单位|部门|机构|企业|公司|学校|高校|集团|中心|同志|代表|[委局厅办院会行区县市省处部镇乡站所队]"
)
_ALL = re.compile("各(?!位)|全|有关")
_GREETED = re.compile("同志|代表|委员|朋友|居民|村民|家长|师生")
COLONS = "：:∶﹕"
FOR_COLONS = "；;，,、. "  # what OCR reads in place of a colon
_ANNOUNCES = re.compile("如下|以下|下列|要求|原则|包括")


def find(zone: Sequence[Paragraph]) -> int | None:
    """Return the index of the line before the first ：, where it names addressees."""
    for index, paragraph in enumerate(zone):
        text = paragraph.text
        if text[-1] in COLONS and "。" not in text and paragraph.label is None:
            if headlines.is_chrome(text) or _is_field(text):
                continue
            if len(text) >= 3 and (index or text.startswith("各")):
                return index if names(text) else None
        elif _lost_its_colon(zone, index):
            return index
        elif "。" in text and len(text) > headlines.LONGEST:
            return None
    return None


def _lost_its_colon(zone: Sequence[Paragraph], index: int) -> bool:
    """Return whether 各市人民政府，省政府各部门 stands between title and text without its ：."""
    text = zone[index].text.rstrip(FOR_COLONS)
    if not index or index + 1 >= len(zone) or not text.startswith("各") or "。" in text:
        return False
    above, below = zone[index - 1].text, zone[index + 1].text
    return closes_head(above) and "。" in below and _ADDRESSEE.search(text[-2:]) is not None


def _is_field(text: str) -> bool:
    """Return whether a line is the name of a field of a web page's table: `成文日期：`."""
    last = text.rsplit(maxsplit=1)[-1] if ":" in text[:-1] or "：" in text[:-1] else text
    plain = re.sub(r"\s", "", last).rstrip(COLONS)
    named = _ALL.match(plain) or _GREETED.search(plain) or headlines.is_organ(plain)
    return len(plain) <= 5 and not named


def names(text: str) -> bool:
    """Return whether a line names whom a document is addressed to, and announces nothing."""
    named = _ADDRESSEE.search(text) or _GREETED.search(text)
    return bool(named) and not _ANNOUNCES.search(text)


def is_value(zone: Sequence[Paragraph], index: int) -> bool:
    """Return whether a short line is the value of a web page's field, whose name is above it."""
    text, above = zone[index].text, zone[index - 1].text if index else ""
    named = above[-1:] in COLONS and headlines.is_chrome(above)
    return named and zone[index].is_short and not headlines.is_title_end(text)


def closes_head(text: str) -> bool:
    """Return whether a line may be the last above the addressees: a title's end, a number."""
    return headlines.is_title_end(text) or headlines.number_alone(text) is not None

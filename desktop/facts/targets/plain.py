"""A text without white space and full-width digits, in which every place knows where it was."""

import re
from dataclasses import dataclass

_WIDE = {
    ord(wide): narrow
    for wide, narrow in zip("０１２３４５６７８９％．～", "0123456789%.~", strict=True)
}
_BLANK = re.compile(r"[^\S\n]+")
_NAMED = re.compile(
    r"《[^《》\n]{0,120}》"
    r"|[〔\[（(]20\d\d[〕\]）)]第?\d{1,4}号"
    r"|[“\"][^“”\"\n]{0,40}[”\"]"
    r"|[A-Za-z]+[-—]?\d[\d.]*"
    r"|(?:国道|省道|县道|高速)[A-Z]?\d+(?:、\d+)*(?:线|国道)?"
    r"|第[\d一二两三四五六七八九十百]+(?![\d一二两三四五六七八九十百]|季度)[一-龥]?"
)
_PLAN = re.compile(r"十[二三四五六七]五")
_MASK = "\ue000"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain.

    Attributes:
        text: without white space but line feeds; digits and per cent signs in half width.
        masked: as long, with each character of a name (titles, numbers of documents and roads,
            words in quotation marks) replaced, so that no number is seen in it.
        places: for each character of `text`, its place in the printed text; code points.
    """

    text: str
    masked: str
    places: list[int] | range

    @classmethod
    def of(cls, printed: str) -> "Plain":
        """Return a printed text made plain."""
        text = _BLANK.sub("", printed).translate(_WIDE)
        places: list[int] | range = range(len(text))
        if len(text) != len(printed):
            places = [at for at, c in enumerate(printed) if c == "\n" or not c.isspace()]
        return cls(text, _NAMED.sub(_hidden, text), places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch that is not empty stands in the printed text."""
        return self.places[start], self.places[end - 1] + 1


def _hidden(match: re.Match[str]) -> str:
    words = match[0]
    return (
        words if _PLAN.search(words) and len(words) <= len("“十四五”规划") else _MASK * len(words)
    )

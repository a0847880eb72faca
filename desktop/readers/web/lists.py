"""Lists of a page: the numbers that a browser puts in front of their entries."""

from dataclasses import dataclass

from lxml import etree

from desktop.readers import numerals

_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
    "none": "none",
}  # fmt: skip
_LETTERS = {"lowerLetter": "a", "upperLetter": "A"}
_LARGEST = 2**31  # browsers have 32 bits for a number
_MARK = {"chineseCounting": "、"}


@dataclass(slots=True)
class _List:
    form: str  # "" for one without numbers
    number: int


class Lists:
    """The lists that are open, innermost last."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._bullet = False

    def start(self, element: etree._Element, tag: str) -> str:
        """Take the start of an element; return the label of a list's entry, or ""."""
        if tag in ("ol", "ul"):
            form = _form(element) if tag == "ol" else ""
            self._open.append(_List(form, _number(element.get("start"), 1) - 1))
        if tag != "li" or not self._open:
            return ""
        found = self._open[-1]
        if not found.form:
            self._bullet = True
            return ""
        found.number = _number(element.get("value"), found.number + 1)
        printed = _printed(found.number, found.form)
        return printed + _MARK.get(found.form, ".") if printed else ""

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in ("ol", "ul") and self._open:
            self._open.pop()
        if tag == "li":
            self._bullet = False

    def take_bullet(self) -> bool:
        """Return whether the next line is the first of an entry without a number."""
        bullet, self._bullet = self._bullet, False
        return bullet


def _printed(number: int, form: str) -> str:
    """Return a number as browsers print it: unlike in Word, aa and ab follow z."""
    if form not in _LETTERS or number < 1:
        return numerals.printed(number, form)
    printed = ""
    while number:
        number, place = divmod(number - 1, 26)
        printed = chr(ord(_LETTERS[form]) + place) + printed
    return printed


def _form(element: etree._Element) -> str:
    """Return the number format of a list, by the names that Word has for them."""
    style = (element.get("style") or "").replace(" ", "").lower()
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if name in ("list-style-type", "list-style"):
            return _FORMS.get(value, "decimal")
    return _FORMS.get(element.get("type") or "1", "decimal")


def _number(text: str | None, default: int) -> int:
    """Return the whole number that a page gives, or `default` where it is none or absurd."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < _LARGEST else default

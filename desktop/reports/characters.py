"""What a file cannot hold, made visible: for workbooks and Word files alike."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PICTURES, _DELETE, _PICTURE_OF_DELETE = 0x2400, 0x7F, "\u2421"


def visible(text: str) -> str:
    """Return a text with what XML forbids made visible and every line break a line feed.

    Control characters become their pictures (U+2400 and on), what is no character becomes `�`.
    """
    return replaced(text.replace("\r\n", "\n").replace("\r", "\n"))


def replaced(text: str) -> str:
    """Return a text with what XML forbids made visible, each character for one."""
    return _FORBIDDEN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < ord(" "):
        return chr(_PICTURES + code)
    return _PICTURE_OF_DELETE if code == _DELETE else "�"

"""Where words stand on a page, whatever spaces and case lie between them."""

import re
from collections.abc import Iterator


def places_of(words: str, content: str) -> Iterator[tuple[int, int]]:
    """Yield start and end, in UTF-16 units, of every place where the words stand.

    Case does not count, and spaces in the content do not keep words from being found.
    """
    keys = [re.escape(char) for char in words if not char.isspace()]
    if not keys:
        return
    pattern = "[ \u3000\u00a0]*".join(keys)
    done = units = 0
    for match in re.finditer(pattern, content, re.IGNORECASE):
        start, end = match.span()
        units += _units(content[done:start])
        width = _units(content[start:end])
        yield units, units + width
        units, done = units + width, end


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

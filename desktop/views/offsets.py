"""The border between code points, which the program counts, and UTF-16 units, which Qt counts.

A character beyond the basic plane (U+10000 and up, e.g. 𠮷) is one code point and two units.
"""


def to_units(text: str, code_points: int) -> int:
    """Return the UTF-16 offset of the place `code_points` characters into `text`."""
    return len(text[:code_points].encode("utf-16-le", "surrogatepass")) // 2


def to_code_points(text: str, units: int) -> int:
    """Return how many whole characters of `text` lie before UTF-16 offset `units`.

    An offset inside a surrogate pair counts as the place before that character.
    """
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(head.decode("utf-16-le", "ignore"))

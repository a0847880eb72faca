"""The names of what Word files are made of, and how values of theirs are read."""

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The same names in files saved as “Strict Open XML”."""
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = f"{{{_RELATIONS}}}id"
VAL = f"{{{MAIN}}}val"


def w(name: str) -> str:
    """Return the full name of an element or attribute of Word's own."""
    return f"{{{MAIN}}}{name}"


def value(parent: etree._Element | None, name: str) -> str | None:
    """Return the value of the property `name`; "" where it is there without one, None if not."""
    if parent is None:
        return None
    found = parent.find(w(name))
    return None if found is None else found.get(VAL, "")


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off; None where nothing is said of it."""
    said = value(parent, name)
    return None if said is None else said not in ("0", "false", "off", "none")


def whole(text: str | None, default: int = 0) -> int:
    """Return a whole number that a file gives as `text`, or `default` where it is none."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < 1_000_000_000 else default  # noqa: PLR2004 - no file means more

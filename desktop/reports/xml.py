"""Word's XML: the names of its elements, and the shortest ways to write them.

Parts that are always the same are made of elements; those that grow with a report are text.

Namespaces are those of ECMA-376 (transitional) and of Microsoft's [MS-DOCX].
"""

import re
from xml.sax.saxutils import escape

from lxml import etree

from desktop.reports.characters import replaced

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of elements

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
W16CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_SPECIAL = re.compile("[&<>\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_NEWER = {"w14": W14, "w15": W15, "w16cid": W16CID, "w16cex": W16CEX}


def w(name: str) -> str:
    """Return the full name of one of WordprocessingML's own elements or attributes."""
    return f"{{{W}}}{name}"


def root(name: str, namespace: str = W, prefix: str = "w") -> Element:
    """Return the root of a part; what older programs do not know they may ignore."""
    spaces = {prefix: namespace, "w": W, "r": R, "mc": MC, **_NEWER}
    element = etree.Element(f"{{{namespace}}}{name}", nsmap=spaces)
    element.set(f"{{{MC}}}Ignorable", " ".join(_NEWER))
    return element


def add(parent: Element, name: str, /, **attributes: str | int) -> Element:
    """Return a new last child of WordprocessingML's own, with attributes of the same."""
    child = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        child.set(w(key), str(value))
    return child


def serialised(element: Element) -> bytes:
    """Return a part as its file holds it."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def framed(name: str, inside: str, *, prefix: str = "w", namespace: str = W) -> bytes:
    """Return a part as its file holds it, of the text of all that is in its root."""
    spaces = {prefix: namespace, "w": W, "r": R, "mc": MC, **_NEWER}
    told = " ".join(f'xmlns:{short}="{long}"' for short, long in spaces.items())
    opening = f'<{prefix}:{name} {told} mc:Ignorable="{" ".join(_NEWER)}">'
    return f"{_DECLARATION}{opening}{inside}</{prefix}:{name}>".encode()


def escaped(text: str) -> str:
    """Return a text for the inside of an element: what XML forbids is made visible."""
    return escape(replaced(text)) if _SPECIAL.search(text) else text

"""Elements of Word's XML: their names, and the shortest way to make them.

Namespaces are those of ECMA-376 (transitional) and of Microsoft's [MS-DOCX].
"""

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type of elements

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
W16CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

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

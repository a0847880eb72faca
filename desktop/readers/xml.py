"""XML of others, read so that nothing outside it is touched and nothing in it is expanded."""

import re

from lxml import etree

from desktop.readers.reading import BadFileError

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class BadXmlError(BadFileError):
    """Bytes that are no XML, or XML that declares what no document needs."""


def parsed(data: bytes) -> etree._Element:
    """Return the root of an XML file.

    Raises:
        BadXmlError: it is broken, nested too deep, or declares a document type or entities, which
            are the ways to make a reader open other files or choke.
    """
    if _DECLARES.search(data):
        raise BadXmlError("其中声明了外部内容或实体，可能有害")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise BadXmlError("其中的内容已损坏，或嵌套得太深") from fault
    if root.getroottree().docinfo.internalDTD is not None:  # in UTF-16, where no byte is searched
        raise BadXmlError("其中声明了外部内容或实体，可能有害")
    return root

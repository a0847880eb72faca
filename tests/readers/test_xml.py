"""XML of others opens nothing and expands nothing."""

import pytest

from desktop.readers import xml


def bomb(levels: int = 10) -> str:
    """The well-known one: each entity is ten of the one below."""
    ten = (f"&l{level - 1};" * 10 if level else "123456789" for level in range(levels))
    declared = "".join(f'<!ENTITY l{level} "{text}">' for level, text in enumerate(ten))
    return f"<!DOCTYPE a [{declared}]><a>&l{levels - 1};</a>"


OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("text", [bomb(), OUTSIDE, '<!DOCTYPE a SYSTEM "b.dtd"><a/>'])
def test_what_declares_entities_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(xml.BadXmlError):
        xml.parsed(text.encode(encoding))


@pytest.mark.parametrize("data", [b"", b"<a>", b"no", b"<a/><b/>", b"\0\0", b"<a>&b;</a>"])
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(xml.BadXmlError):
        xml.parsed(data)


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(xml.BadXmlError):
        xml.parsed(b"<a>" * 100_000 + b"</a>" * 100_000)


def test_text_is_read_without_comments() -> None:
    root = xml.parsed("<?p?><a>甲<!--乙--><b/>丙</a>".encode())
    assert "".join(root.itertext()) == "甲丙"

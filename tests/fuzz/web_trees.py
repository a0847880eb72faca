"""Saved pages with any elements in any order, and what they say of their characters untrue."""

# ruff: noqa: E501 - what files hold is easier to read on one line

import random

from tests.fuzz.chance import NUMBERS, PLACES, WORDS, several
from tests.readers.packed import packed

_TAGS = (
    "p", "div", "table", "tr", "td", "th", "tbody", "thead", "caption", "ul", "ol", "li", "dl",
    "dd", "a", "b", "span", "font", "h1", "h6", "pre", "br", "hr", "form", "select", "option",
    "button", "input", "textarea", "script", "style", "noscript", "template", "svg", "math", "iframe",
    "object", "frameset", "plaintext", "title", "base", "body", "html", "head", "nav", "ruby", "rt",
    "details", "img", "link", "meta", "center", "blockquote", "marquee", "o:p", "![CDATA[", "?xml",
)  # fmt: skip
_ATTRIBUTES = (
    "rowspan", "colspan", "start", "value", "type", "style", "hidden", "href", "src", "class", "id",
    "reversed", "align", "width", "http-equiv", "charset", "content",
)  # fmt: skip
_STYLES = ("display:none", "visibility:hidden", "font-weight:bold", "font-weight:" + "9" * 300)
_SIGNS = (
    "&#0;", "&#xD800;", "&#x110000;", "&#xFFFF;", "&#99999999999;", "&nbsp;", "&amp", "&bogus;",
    "\0", "\x0b", "\x1a", "<", ">", "<!--", "-->", "]]>", "\r", "\u2028", "\x85", "\U0001f600",
)  # fmt: skip
CHARSETS = (
    "utf-8", "gb2312", "gb18030", "utf-16", "utf-16-be", "utf-32", "utf-7", "big5", "shift_jis",
    "hz", "iso-2022-jp", "iso-2022-cn", "punycode", "idna", "unicode_escape", "raw_unicode_escape",
    "rot13", "hex", "base64", "zlib", "bz2", "quopri", "uu", "undefined", "mbcs", "oem", "charmap",
    "latin-1", "cp037", "x-user-defined", "-", "..", "utf_8_sig", "unknown-8bit", "ascii",
)  # fmt: skip


def _value(chance: random.Random) -> str:
    return str(chance.choice(chance.choice((NUMBERS, PLACES, _STYLES, WORDS[:12]))))


def _text(chance: random.Random) -> str:
    if chance.random() < 0.05:
        return chance.choice(WORDS)
    return "".join(
        chance.choice((*WORDS[:20], *_SIGNS, "为加强管理，现通知如下。")) for _ in range(4)
    )


def _opened(chance: random.Random) -> str:
    named = chance.sample(_ATTRIBUTES, chance.choice((0, 0, 0, 1, 2, 9)))
    attributes = "".join(f' {name}="{_value(chance)}"' for name in named)
    return f"<{chance.choice(_TAGS)}{attributes}{chance.choice(('', '', '', '/'))}>"


def _body(chance: random.Random) -> str:
    pieces: list[str] = []
    for _ in range(chance.choice((30, 300, 3_000))):
        match chance.randrange(5):
            case 0 | 1:
                pieces.append(_opened(chance))
            case 2:
                pieces.append(f"</{chance.choice(_TAGS)}>")
            case _:
                pieces.append(_text(chance))
    if chance.random() < 0.3:
        at = chance.randrange(len(pieces))
        pieces[at:at] = [_opened(chance)] * chance.choice((50, 250, 300, 5_000))
    return "".join(pieces)[:1_500_000]


def _coded(text: str, chance: random.Random) -> bytes:
    """The bytes of a text, in some way or other."""
    name = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16", "utf-16-be", "utf-32", "utf-7"))
    data = text.encode(name, "surrogatepass" if name.startswith("utf-8") else "replace")
    return chance.choice((b"", b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) + data


def html(chance: random.Random) -> tuple[str, bytes]:
    """A saved page."""
    told = "".join(
        f'<meta charset="{chance.choice(CHARSETS)}">' for _ in range(chance.choice((0, 1, 1, 2)))
    )
    words = "<p>为深入贯彻落实有关要求，结合本市实际，制定如下措施。</p>" * chance.choice(
        (0, 1, 20)
    )
    page = f"<html><head>{told}</head><body>{words}{_body(chance)}"
    return chance.choice(("甲.html", "甲.htm")), _coded(page, chance)


_HEADS = (
    "Content-Type: text/html; charset={charset}",
    "Content-Type: text/html; charset*=utf-8''%FF%FE; name*0=a; name*1*=%ff",
    "Content-Type: text/html; charset*={charset}'x'%00",
    "Content-Type: multipart/related; boundary={boundary}",
    "Content-Type: multipart/mixed; boundary*0={boundary}; boundary*1=x",
    "Content-Type: message/rfc822", "Content-Type: message/external-body", "Content-Type: ",
    "Content-Type: text/html;;;=;charset", "Content-Type: =?utf-8?b?////?=", "Content-Type: text",
    "Content-Type: message/delivery-status", "Content-Type: message/partial",
    "Content-Transfer-Encoding: {transfer}", "Content-Location: {place}", "Subject: =?x?q?=FF?=",
    "MIME-Version: 1.0", "\t", ": ", "From nobody", "甲: 乙", "X: " + "y" * 5_000,
)  # fmt: skip
_TRANSFERS = ("base64", "quoted-printable", "x-uuencode", "7bit", "binary", "甲", "")
_BOUNDARIES = ("b", "", '"b', "b" * 5_000, '"', "--", "甲", "b--", " ", ".*+(")


def mht(chance: random.Random) -> tuple[str, bytes]:
    """A page saved as a mail."""
    boundary = chance.choice(_BOUNDARIES)
    parts = ["MIME-Version: 1.0"]
    for _ in several(chance, 12):
        for _ in several(chance, 4):
            head = chance.choice(_HEADS)
            parts.append(
                head.replace("{charset}", chance.choice(CHARSETS))
                .replace("{boundary}", chance.choice((boundary, boundary, *_BOUNDARIES)))
                .replace("{transfer}", chance.choice(_TRANSFERS))
                .replace("{place}", chance.choice(PLACES))
            )
        parts += ["", _body(chance)[:50_000] if chance.random() < 0.5 else "<p>正文，有内容。</p>"]
        parts += [chance.choice((f"--{boundary}", f"--{boundary}--", "--", ""))]
    ended = chance.choice(("\n", "\r\n"))
    return chance.choice(("甲.mht", "甲.mhtml")), _coded(ended.join(parts), chance)


_FRAMES = (
    '<iframe src="{}"></iframe>', "<iframe src='{}'>", '<frameset cols="*,*"><frame src="{}">',
    '<frame src="{}">', "<frameset><frameset><frame src={}></frameset>", '<p><a href="{}">见</a>',
    '<iframe srcdoc="&lt;p&gt;内" src="{}"></iframe>', '<object data="{}"></object>',
)  # fmt: skip
_MAIL = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"


def _with_frames(chance: random.Random, places: list[str]) -> bytes:
    frames = "".join(
        chance.choice(_FRAMES).format(chance.choice(chance.choice((places, places, PLACES))))
        for _ in range(chance.choice((0, 1, 2, 5, 300)))
    )
    words = "<p>为深入贯彻落实有关要求，制定如下措施。</p>" * chance.choice((0, 1, 20))
    page = words + frames + (_body(chance)[:20_000] if chance.random() < 0.5 else "")
    return _coded(page, chance) if chance.random() < 0.3 else page.encode("utf-8", "replace")


def framed(chance: random.Random) -> tuple[str, bytes]:
    """A page saved with frames that name each other or nothing, in one file or beside it."""
    folder = chance.choice(("甲_files", "甲.files", "乙_files"))
    names = [f"{number}.html" for number in range(chance.choice((1, 3, 20, 250)))]
    if chance.random() < 0.5:
        own = [*names, *(f"{folder}/{name}" for name in names), "甲.html", "../甲.html"]
        files = {f"{folder}/{name}": _with_frames(chance, own) for name in names}
        return "甲.zip", packed({"甲.html": _with_frames(chance, own)} | files)
    own = [*names, *(f"cid:{name}" for name in names)]
    parts = [
        f"--b\nContent-Type: text/html\nContent-Location: {name}\nContent-ID: <{name}>\n\n".encode()
        + _with_frames(chance, own)
        for name in names
    ]
    return "甲.mht", _MAIL.encode() + b"\n".join(parts) + b"\n--b--\n"


def text(chance: random.Random) -> tuple[str, bytes]:
    """A plain text that says anything."""
    lines = [_text(chance) for _ in range(chance.choice((5, 100, 2_000)))]
    return chance.choice(("甲.txt", "甲.md")), _coded("\n".join(lines)[:800_000], chance)

"""The query language: what a person types -> what must hold of a node or a note.

- Words with white space between them must all occur. A query without white space is one literal
  phrase. `"…"` and `“…”` make a literal phrase of what has white space.
- `或` between two words, or `|`, asks for one of its neighbours and binds closer than white space.
- `-` before a word asks that it does not occur.
- `name:value` asks for a field: see `FIELDS`. An empty value asks that there is any.
- Width, letter case and white space do not matter, nor which brackets a year stands in. White space
  inside a number with its unit (`500 千伏`, `2023 年 5 月`, `〔2023〕 56 号`) is not between words.

Every text is a query; what makes no sense as an operator is looked for as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.searching.terms import searchable

FIELDS = {
    "标题": "title",
    "title": "title",
    "单位": "unit",
    "unit": "unit",
    "标签": "tag",
    "tag": "tag",
    "批注": "note",
    "note": "note",
    "文号": "number",
    "number": "number",
    "年份": "year",
    "year": "year",
    "状态": "state",
    "state": "state",
    "文件": "document",
    "document": "document",
    "机关": "issuer",
    "issuer": "issuer",
}
"""The names of fields and what they mean.

title: the node's own heading has the words. unit: its 责任单位 bracket has them. tag: it, a mark on
it or its whole document carries a tag whose path has them (`能源/煤炭`), or one below it. note: a
note on it has them; also finds the note itself. number: the document number has them, with any
brackets. year: the year of issue, else that in the document number: `2023`, `2022..2024`, `2022..`,
`..2024`. state: its ledger item is in that state (`在办`). document: the document's title has them.
issuer: the document's issuer has them.
"""

LONGEST = 2_000
"""Characters of a query that are read."""

_ASCII_QUOTES = '"＂'
_BARS = "|｜"
_MINUS = "-－"
_FIELD = re.compile(r"([^\s:：|｜\"＂“]{1,8})[:：]")
_WORD = re.compile(r"[^\s|｜]+")
_QUOTED = re.compile(r"“([^”]*)”(?=[\s|｜]|$)")
_YEARS = re.compile(r"(\d{4})?(?:(\.{2,3}|-|—|~|至|到)(\d{4})?)?")
_BRACKETED = re.compile(r"([\[(])((?:19|20)\d\d)([\])])")
_UNIT = (
    r"年|月|日|号|亿|万|千伏|千瓦|兆|公里|千米|吨|平方|立方|公顷|亩|摄氏|%|％|℃|‰|"
    r"(?:k|m|g|t)?(?:v|w|m|b)\b|"
    r"(?:个|项|家|条|人|名|户|台|套|座|处|件|次|期|批|级|倍|天|度|元|米|所|辆|种|类)$"
)
_AFTER_DIGIT = re.compile(rf"(?:{_UNIT})|[〕\]】)）]", re.IGNORECASE)
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_GROUP = re.compile(r"(?<!\d)\d{1,3}$")
_BEFORE_DIGIT = re.compile(r"[〔\[【(（〕\]】第]$|\d\s*[年月]$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words occur literally, in one of the forms; each is in the form of `searchable`."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field, by its English name, has the words in one of the forms; in the form ("",) any."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """The document is of one of these years, both included; None for no bound."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not hold."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple["Tree", ...]


Tree = Phrase | Field | Years | Without | All | Some


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the query: what it asks for, or None for an operator between its neighbours."""

    tree: Tree | None
    plain: str = ""  # the word as typed, where it is nothing but a word


def parse(text: str) -> Tree | None:
    """Return what the text asks for, or None where it is blank. Every text has a meaning."""
    text = text[:LONGEST]
    groups: list[list[Tree]] = []
    joining = False
    for token in _joined(list(_tokens(text))):
        if token.tree is None:
            joining = bool(groups)
        elif joining:
            groups[-1].append(token.tree)
            joining = False
        else:
            groups.append([token.tree])
    if not groups:
        literal = _phrase(text)
        return literal if literal.forms[0] else None
    parts = tuple(group[0] if len(group) == 1 else Some(tuple(group)) for group in groups)
    return parts[0] if len(parts) == 1 else All(parts)


def phrases(tree: Tree | None) -> tuple[str, ...]:
    """Return the words that a hit is to show: what must or may occur in its text or heading."""
    return tuple(dict.fromkeys(_wanted(tree)))


def words(tree: Tree | None) -> tuple[tuple[str, ...], ...]:
    """Return the words that tell how good a hit is, each with its forms, in the order typed."""
    match tree:
        case Phrase(forms) | Field("title", forms) if forms[0]:
            return (forms,)
        case All(parts) | Some(parts):
            return tuple(forms for part in parts for forms in words(part))
        case _:
            return ()


def needed(tree: Tree | None) -> str:
    """Return words that every note has for which the query holds; "" where there are none."""
    match tree:
        case Phrase((form,)) | Field("note", (form,)):
            return form
        case All(parts):
            return max(map(needed, parts), key=len)
        case _:
            return ""


def _wanted(tree: Tree | None) -> Iterator[str]:
    match tree:
        case Phrase(forms) | Field("title" | "unit" | "note", forms):
            yield from filter(None, forms)
        case All(parts) | Some(parts):
            for part in parts:
                yield from _wanted(part)
        case _:
            return


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in _BARS:
            yield _Token(None)
            at += 1
        else:
            token, at = _token(text, at)
            if token is not None:
                yield token


def _token(text: str, at: int) -> tuple[_Token | None, int]:
    """Return the token that begins there, or None for nothing, and where it ends."""
    minus = text[at] in _MINUS and at + 1 < len(text) and not text[at + 1].isspace()
    begin = at + minus
    field = _FIELD.match(text, begin)
    name = FIELDS.get(searchable(field[1])) if field else None
    if field and name:
        value, end, _ = _value(text, field.end())
        tree = _field(name, value, text[begin:end])
        plain = ""
    else:
        value, end, quoted = _value(text, begin)
        tree = _phrase(value)
        plain = "" if quoted or minus else value
        if plain == "或":
            return _Token(None), end
    if isinstance(tree, Phrase) and not tree.forms[0]:
        return None, end
    return _Token(Without(tree) if minus else tree, plain), end


def _value(text: str, at: int) -> tuple[str, int, bool]:
    """Return the word or quotation that begins there, its end, and whether it is a quotation."""
    if text[at : at + 1] and text[at] in _ASCII_QUOTES:
        ends = [end for quote in _ASCII_QUOTES if (end := text.find(quote, at + 1)) >= 0]
        end = min(ends, default=len(text))
        return text[at + 1 : end], end + 1, True
    if quotation := _QUOTED.match(text, at):
        return quotation[1], quotation.end(), True
    word = _WORD.match(text, at)
    return (word[0], word.end(), False) if word else ("", at, False)


def _joined(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Put together what white space inside a number has parted; leave 或 out where it is alone."""
    if tokens and all(token.tree is None for token in tokens):
        return
    last: _Token | None = None
    for token in tokens:
        if last and last.plain and token.plain and _is_one_number(last.plain, token.plain):
            word = last.plain + token.plain
            last = _Token(_phrase(word), word)
            continue
        if last:
            yield last
        last = token
    if last:
        yield last


def _is_one_number(before: str, after: str) -> bool:
    if before[-1].isdigit():
        return bool(
            _AFTER_DIGIT.match(after) or (_GROUP.search(before) and _THREE_DIGITS.match(after))
        )
    return after[0].isdigit() and bool(_BEFORE_DIGIT.search(before))


def _phrase(word: str) -> Phrase:
    return Phrase(_forms(word))


def _forms(word: str) -> tuple[str, ...]:
    """Return a word as it is looked for, and with the other brackets around a year."""
    form = searchable(word)
    other = _BRACKETED.sub(lambda year: f"[{year[2]}]" if year[1] == "(" else f"({year[2]})", form)
    return tuple(dict.fromkeys((form, other)))


def _field(name: str, value: str, printed: str) -> Tree:
    if name != "year":
        return Field(name, _forms(value))
    years = _YEARS.fullmatch(searchable(value))
    if not years:
        return _phrase(printed)
    first, to, last = years.groups()
    if not to:
        last = first
    return Years(int(first) if first else None, int(last) if last else None)

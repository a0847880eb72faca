"""A report as a Word file: all its parts in a zip archive, by the rules of OPC (ISO/IEC 29500-2).

The archive's own times are fixed, so that the same report is the same file.
"""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from desktop.handing import aside
from desktop.reports import body, comments, parts
from desktop.reports.characters import visible
from desktop.reports.content import Report
from desktop.reports.xml import serialised

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MICROSOFT = "http://schemas.microsoft.com/office"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_THEN = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can tell
PROGRAM = "策阅"

_PARTS = (
    ("document", f"{_OFFICE}/officeDocument", f"{_MAIN}.document.main+xml"),
    ("styles", f"{_OFFICE}/styles", f"{_MAIN}.styles+xml"),
    ("settings", f"{_OFFICE}/settings", f"{_MAIN}.settings+xml"),
    ("fontTable", f"{_OFFICE}/fontTable", f"{_MAIN}.fontTable+xml"),
    ("footer1", f"{_OFFICE}/footer", f"{_MAIN}.footer+xml"),
    ("footer2", f"{_OFFICE}/footer", f"{_MAIN}.footer+xml"),
    ("comments", f"{_OFFICE}/comments", f"{_MAIN}.comments+xml"),
    (
        "commentsExtended",
        f"{_MICROSOFT}/2011/relationships/commentsExtended",
        f"{_MAIN}.commentsExtended+xml",
    ),
    (
        "commentsIds",
        f"{_MICROSOFT}/2016/09/relationships/commentsIds",
        f"{_MAIN}.commentsIds+xml",
    ),
    (
        "commentsExtensible",
        f"{_MICROSOFT}/2018/08/relationships/commentsExtensible",
        f"{_MAIN}.commentsExtensible+xml",
    ),
    ("people", f"{_MICROSOFT}/2011/relationships/people", f"{_MAIN}.people+xml"),
)
"""The parts in `word/`: name, kind of relationship, kind of content; five are for comments."""


def write(report: Report, target: Path, *, tick: Callable[[int], None] = lambda _: None) -> None:
    """Write a report to `target`; what was there is replaced once the new file is whole.

    Args:
        report: the report.
        target: the file.
        tick: called now and then with the count of blocks done; may raise to stop, and then
            nothing has changed.

    Raises:
        UnwritableError: the file cannot be written; what was there has not changed.
    """
    with aside(target) as path:
        save(report, path, tick=tick)


def save(report: Report, path: Path, *, tick: Callable[[int], None] = lambda _: None) -> None:
    """Write a report to a file of the program's own, right in its place.

    Raises:
        OSError: it cannot be written.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, data in _contents(report, tick):
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


def _contents(report: Report, tick: Callable[[int], None]) -> list[tuple[str, bytes]]:
    found = report.comments
    made = {
        "document": body.document(report, tick=tick),
        "styles": serialised(parts.styles(report.marks)),
        "settings": serialised(parts.settings()),
        "fontTable": serialised(parts.fonts()),
        "footer1": serialised(parts.footer(even=False)),
        "footer2": serialised(parts.footer(even=True)),
    }
    if found:
        made |= {
            "comments": comments.comments(found),
            "commentsExtended": comments.extended(found),
            "commentsIds": comments.ids(found),
            "commentsExtensible": comments.extensible(found),
            "people": comments.people(found),
        }
    known = [each for each in _PARTS if each[0] in made]
    return [
        ("[Content_Types].xml", _types(known)),
        ("_rels/.rels", _package_relations()),
        ("docProps/core.xml", _core(report)),
        ("docProps/app.xml", _app()),
        ("word/_rels/document.xml.rels", _relations(known[1:])),
        *((f"word/{name}.xml", made[name]) for name, _, _ in known),
    ]


def _types(known: list[tuple[str, str, str]]) -> bytes:
    package, office = "application/vnd.openxmlformats-package", "application/vnd.openxmlformats"
    kinds = {f"/word/{name}.xml": kind for name, _, kind in known}
    kinds["/docProps/core.xml"] = f"{package}.core-properties+xml"
    kinds["/docProps/app.xml"] = f"{office}-officedocument.extended-properties+xml"
    entries = [
        f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        *(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()),
    ]
    return _part("Types", f"{_PACKAGE}/content-types", entries)


def _package_relations() -> bytes:
    return _related(
        [
            ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("core", _CORE, "docProps/core.xml"),
            ("app", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ]
    )


def _relations(known: list[tuple[str, str, str]]) -> bytes:
    return _related([(name, kind, f"{name}.xml") for name, kind, _ in known])


def _related(found: list[tuple[str, str, str]]) -> bytes:
    entries = [
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in found
    ]
    return _part("Relationships", f"{_PACKAGE}/relationships", entries)


def _core(report: Report) -> bytes:
    """Return title, author and moment; what the report does not tell is left out."""
    author = escape(visible(report.author))
    entries = [f"<dc:title>{escape(visible(report.title))}</dc:title>"]
    if author:
        entries.append(f"<dc:creator>{author}</dc:creator>")
        entries.append(f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>")
    if report.made:
        moment = f"{datetime.fromisoformat(report.made):%Y-%m-%dT%H:%M:%SZ}"
        entries += [
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
            for name in ("created", "modified")
        ]
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    text = f"<cp:coreProperties {spaces}>{''.join(entries)}</cp:coreProperties>"
    return (_DECLARATION + text).encode()


def _app() -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return _part("Properties", space, [f"<Application>{PROGRAM}</Application>"])


def _part(name: str, space: str, entries: list[str]) -> bytes:
    text = f"<{name} xmlns={quoteattr(space)}>{''.join(entries)}</{name}>"
    return (_DECLARATION + text).encode()

"""The command that writes Word reports."""

from argparse import Namespace
from pathlib import Path

from desktop import paths
from desktop.actions import documents
from desktop.actions.reporting import making, references
from desktop.actions.reporting.requests import Request, Selection
from desktop.commands.answers import print_json
from desktop.reports.briefing import Briefing
from desktop.settings import AUTHOR, Settings
from desktop.store import Store


def write_report(library: Path, arguments: Namespace) -> int:
    """Write a report of the kind that is named into a Word file."""
    author = Settings.load(paths.settings_file()).get(AUTHOR)
    with Store.open(library) as store:
        request = Request(
            arguments.kind,
            _selection(store, arguments),
            Briefing(title=arguments.title),
            group=arguments.group,
            details=arguments.details,
            clean=arguments.clean,
            tracked=arguments.tracked,
            author=author,
        )
        written = making.write(store, request=request, target=arguments.output)
    assert written is not None  # noqa: S101 - nothing cancels it
    if arguments.json:
        print_json({"path": paths.shown(written.path), "comments": written.comments})
    else:
        print(written.message)
    return 0


def _selection(store: Store, arguments: Namespace) -> Selection:
    wanted = (*arguments.named, *arguments.documents)
    named = [documents.find_document(store, reference=reference).id for reference in wanted]
    chapters = [
        node
        for reference in arguments.chapters
        for node in references.chapters(store, documents_=named, reference=reference)
    ]
    return Selection(
        documents=tuple(named),
        chapters=tuple(chapters),
        tags=tuple(references.tag(store, path=path) for path in arguments.tags),
        expression=(
            references.saved_filter(store, name=arguments.filter) if arguments.filter else None
        ),
        states=tuple(references.state(word=word) for word in arguments.states),
    )

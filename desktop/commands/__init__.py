"""The commands that need no window: each gets library and arguments, and gives its exit status."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from desktop.commands import comparing, documents, exchange, reporting, safety, search, targets

COMMANDS: dict[str, Callable[[Path, Namespace], int]] = {
    "outline": documents.outline,
    "import": documents.import_files,
    "list": documents.list_documents,
    "show": documents.show,
    "search": search.find,
    "targets": targets.list_targets,
    "check": documents.check,
    "compare": comparing.compare,
    "report comparison": comparing.write_report,
    "backup": safety.back_up,
    "backups": safety.list_backups,
    "restore": safety.restore,
    "ledger": exchange.write_ledger,
    "review export": exchange.export_review,
    "review import": exchange.import_review,
    "comments import": exchange.import_comments,
    "report": reporting.write_report,
}

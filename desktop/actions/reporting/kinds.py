"""The kinds of reports; a further one is a function that makes it, and a line in `KINDS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.actions import marks
from desktop.actions.reporting import selecting
from desktop.actions.reporting.requests import Request
from desktop.actions.reporting.selecting import Tick
from desktop.errors import UserError
from desktop.reports import review
from desktop.reports.content import Report
from desktop.store import Store


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report.

    Attributes:
        name: what it is called, in Chinese.
        about: one sentence for whoever chooses.
        make: makes one out of the library; raises `UserError` where nothing fits.
    """

    name: str
    about: str
    make: Callable[[Store, Request, Tick], Report]


def make_review(store: Store, request: Request, tick: Tick) -> Report:
    """Return a review of documents or parts of them.

    Raises:
        UserError: nothing was chosen, or nothing fits.
    """
    selection = request.selection
    if not selection.documents and not selection.narrows and len(store.documents.all()) > 1:
        raise UserError("没有说明要哪份文件，没有生成报告。请选择一份文件或几个章节。")
    found = selecting.annotated(store, selection, tick)
    return review.compose(
        found, marks.colours(store), selecting.choices(store, request), request.briefing
    )


KINDS: Mapping[str, ReportKind] = MappingProxyType(
    {
        "review": ReportKind(
            "审阅报告", "文件原文，每处批注标在原来的字上，前面有汇总", make_review
        ),
    }
)
"""All reports, by the names that the command line has for them."""

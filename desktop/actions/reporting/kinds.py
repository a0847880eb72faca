"""The kinds of reports; a further one is a function that makes it, and a line in `KINDS`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from desktop.actions import comparing, ledger, marks, tags
from desktop.actions.reporting import rewording, selecting
from desktop.actions.reporting.requests import UNTRACKED, Request
from desktop.actions.reporting.rewording import Printed
from desktop.actions.reporting.selecting import Tick
from desktop.annotations import LedgerQuery, LedgerRow
from desktop.comparison import Edition
from desktop.errors import UserError
from desktop.reports import comparison as comparison_report
from desktop.reports import excerpt, review
from desktop.reports import ledger as ledger_report
from desktop.reports.annotated import Annotated, Choices
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
    colours = marks.colours(store)

    def compose(found: Sequence[Annotated], choices: Choices) -> Report:
        return review.compose(found, colours, choices, request.briefing, tick=tick)

    return _of_documents(store, request, tick, compose)


def make_excerpt(store: Store, request: Request, tick: Tick) -> Report:
    """Return an excerpt of the measures that were chosen.

    Raises:
        UserError: nothing was chosen, or nothing fits.
    """
    selection = request.selection
    if not selection.documents and not selection.narrows:
        raise UserError("没有说明要摘编什么，没有生成报告。请选择标签、筛选、状态、文件或措施。")
    chosen = tuple(tag.path for tag in tags.tree(store) if tag.id in selection.tags)
    grouping = excerpt.Grouping(request.group, chosen)
    colours = marks.colours(store)

    def compose(found: Sequence[Annotated], choices: Choices) -> Report:
        briefing = request.briefing
        return excerpt.compose(found, colours, choices, briefing, grouping=grouping, tick=tick)

    return _of_documents(store, request, tick, compose)


def _of_documents(
    store: Store,
    request: Request,
    tick: Tick,
    compose: Callable[[Sequence[Annotated], Choices], Report],
) -> Report:
    """Return a report of the documents that are chosen, with tracked changes if asked for."""
    choices = selecting.choices(store, request)
    found = selecting.annotated(store, request.selection, tick)
    report = compose(found, choices)
    if not choices.tracked:
        return report
    was = selecting.as_printed(store, request.selection, found)
    plain = replace(choices, highlights=False)
    return rewording.tracked(
        lambda: compose([each for each, _ in was], plain), report, [made for _, made in was if made]
    )


def make_ledger(store: Store, request: Request, tick: Tick) -> Report:
    """Return the ledger, or the part of it that was chosen.

    Raises:
        UserError: what was chosen is gone, or nothing of it is there.
    """
    selection, day = request.selection, store.today()
    rows = ledger.listed(store, query=LedgerQuery(states=selection.states), today=day)
    part = replace(selection, states=())
    if part.narrows:
        found = selecting.annotated(store, part, tick)
        shown = {node.id for annotated in found for node in annotated.shown()}
        rows = [row for row in rows if row.node in shown]
    elif selection.documents:
        rows = [row for row in rows if row.document in selection.documents]
    notes = {item.id: item.progress for item in store.follow_ups.all()}
    choices, totals = selecting.choices(store, request), ledger.totals(rows)

    def compose(rows: Sequence[LedgerRow]) -> Report:
        return ledger_report.compose(rows, notes, totals, choices, request.briefing, day=day)

    if not choices.tracked:
        return compose(rows)
    before: list[LedgerRow] = []
    made = []
    for document, own in groupby(rows, key=lambda row: row.document):
        if was := _printed(store, document):
            made.append(was)
            before += was.rows(own)
        else:
            before += own
    return rewording.tracked(lambda: compose(before), compose(rows), made)


def _printed(store: Store, document: str) -> Printed | None:
    found = store.documents.get(document)
    now = store.outlines.get(store.documents.key(document, found.version))
    return rewording.printed(store, found, now)


def make_comparison(store: Store, request: Request, tick: Tick) -> Report:
    """Return two documents side by side.

    Raises:
        UserError: not two documents were chosen, or one is gone.
    """
    chosen = request.selection.documents
    if request.tracked:
        raise UserError(UNTRACKED)
    if len(chosen) != 2:  # noqa: PLR2004 - a left and a right side
        raise UserError("对照表要两份文件，没有生成报告。请选择左右两份文件。")
    tick(0, 1)
    compared = comparing.compare(store, a=Edition(chosen[0]), b=Edition(chosen[1]))
    return comparison_report.compose(
        compared,
        comparing.Differences(compared).told,
        selecting.choices(store, request),
        request.briefing,
        tick=tick,
    )


KINDS: Mapping[str, ReportKind] = MappingProxyType(
    {
        "review": ReportKind(
            "审阅报告", "文件原文，每处批注标在原来的字上，前面有汇总", make_review
        ),
        "excerpt": ReportKind(
            "专题摘编", "按标签、文件或责任单位摘出的措施，注明出处，附批注", make_excerpt
        ),
        "comparison": ReportKind(
            "对照表",
            "两份文件的措施左右对照，标出异同，前面有对应情况；选两份文件",
            make_comparison,
        ),
        "ledger": ReportKind("督办台账", "横排的台账表，有预警、进展和合计", make_ledger),
    }
)
"""All reports, by the names that the command line has for them."""

"""Files that users hand on: the ledger, comparisons and targets as workbooks."""

from collections.abc import Sequence
from pathlib import Path

from desktop.actions import comparing, ledger
from desktop.annotations import LedgerQuery
from desktop.comparison import Comparison
from desktop.errors import UserError
from desktop.model import Target
from desktop.paths import shown
from desktop.store import Store

_EVERYTHING = LedgerQuery()


def write_ledger(
    store: Store,
    *,
    target: Path,
    query: LedgerQuery = _EVERYTHING,
    items: Sequence[str] | None = None,
) -> int:
    """Write the ledger, or the part asked for, into a workbook; return how many items it has.

    Warning lights are those of today. What was at `target` is replaced.

    Args:
        store: the library.
        target: the file.
        query: which items are asked for, and in what order.
        items: of these, only the items with these ids, in this order; those that are gone are left
            out. None for all.

    Raises:
        UserError: the file's name does not end in .xlsx, or it cannot be written, for instance as
            it is open; what was there has not changed.
    """
    _insist(target)
    # The window offers this from its start, and does not wait for what writes workbooks.
    from desktop.reports import ledger_workbook  # noqa: PLC0415

    now = store.clock().astimezone()
    rows = ledger.listed(store, query=query, today=now.date())
    if items is not None:
        found = {row.id: row for row in rows}
        rows = [found[item] for item in items if item in found]
    ledger_workbook.write(rows, target, made=now)
    return len(rows)


def write_comparison(store: Store, *, target: Path, comparison: Comparison) -> int:
    """Write a comparison into a workbook; return how many pairs it has.

    What was at `target` is replaced.

    Raises:
        UserError: the file's name does not end in .xlsx, or it cannot be written; what was there
            has not changed.
    """
    _insist(target)
    # As above.
    from desktop.reports import comparison_workbook  # noqa: PLC0415

    told = comparing.Differences(comparison).told
    comparison_workbook.write(comparison, told, target, made=store.clock().astimezone())
    return len(comparison.pairs)


def write_targets(store: Store, *, target: Path, targets: Sequence[Target]) -> int:
    """Write targets into a workbook, in the order given; return how many there are.

    What was at `target` is replaced.

    Raises:
        UserError: the file's name does not end in .xlsx, or it cannot be written; what was there
            has not changed.
    """
    _insist(target)
    # As above.
    from desktop.reports import targets_workbook  # noqa: PLC0415

    targets_workbook.write(targets, target, made=store.clock().astimezone())
    return len(targets)


def _insist(target: Path) -> None:
    if target.suffix.lower() != ".xlsx":
        raise UserError(f"“{shown(target)}”不是工作簿的文件名，没有导出。请以 .xlsx 结尾。")

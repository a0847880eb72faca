"""The commands that hand files on: ledger."""

from argparse import Namespace
from pathlib import Path

from desktop import paths
from desktop.actions import reports
from desktop.store import Store


def write_ledger(library: Path, arguments: Namespace) -> int:
    """Write the ledger into a workbook."""
    with Store.open(library) as store:
        count = reports.write_ledger(store, target=arguments.output)
    print(f"已把 {count} 条台账导出到“{paths.shown(arguments.output)}”。")
    return 0

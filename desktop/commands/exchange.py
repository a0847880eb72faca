"""The commands that hand files on and take them in: ledger, review packages, comments."""

from argparse import Namespace
from pathlib import Path

from desktop import contract, paths
from desktop.actions import exchange, reports, returned
from desktop.commands.answers import print_json
from desktop.settings import AUTHOR, Settings
from desktop.store import Store


def write_ledger(library: Path, arguments: Namespace) -> int:
    """Write the ledger into a workbook."""
    with Store.open(library) as store:
        count = reports.write_ledger(store, target=arguments.output)
    print(f"已把 {count} 条台账导出到“{paths.shown(arguments.output)}”。")
    return 0


def export_review(library: Path, arguments: Namespace) -> int:
    """Write what people made in the library into a package."""
    with Store.open(library) as store:
        count = exchange.export_review(store, target=arguments.output)
    print(f"已把 {count} 条批注和台账导出到“{paths.shown(arguments.output)}”。")
    return 0


def import_review(library: Path, arguments: Namespace) -> int:
    """Take a package in; print what became of its entries."""
    author = Settings.load(paths.settings_file()).get(AUTHOR)
    with Store.open(library) as store:
        result = exchange.import_review(store, author=author, path=arguments.file)
    if arguments.json:
        print_json(contract.review_value(result))
        return 0
    print(
        f"新增 {len(result.added)} 条，已有 {len(result.skipped)} 条，"
        f"与库中不同而未改 {len(result.differing)} 条，待重新定位 {len(result.orphaned)} 条，"
        f"等候文件 {len(result.waiting)} 条，不能导入 {len(result.refused)} 条。"
    )
    for word, entries in (
        ("未改", result.differing),
        ("待重新定位", result.orphaned),
        ("等候文件", result.waiting),
        ("不能导入", result.refused),
    ):
        for entry in entries:
            print(f"{word}  {entry.kind}  {entry.id}  {entry.message}")
    return 0


def import_comments(library: Path, arguments: Namespace) -> int:
    """Take the comments of a returned report in; print what became of each."""
    author = Settings.load(paths.settings_file()).get(AUTHOR)
    with Store.open(library) as store:
        result = returned.take_file(store, author=author, path=arguments.file)
    if arguments.json:
        print_json(contract.comments_value(result))
        return 0
    print(returned.summary(result))
    for outcome, word in returned.OUTCOMES.items():
        for each in result.of(outcome) if outcome != "known" else ():
            print(f"{word}  {returned.described(each)}")
    return 0

"""The commands compare and report comparison: measures of two documents side by side."""

from argparse import Namespace
from pathlib import Path

from desktop import contract, paths
from desktop.actions import comparing, documents, reports
from desktop.actions.reporting import making
from desktop.actions.reporting.requests import UNTRACKED, Briefing, Request, Selection
from desktop.commands.answers import print_json
from desktop.comparison import RELATION_WORDS, Comparison, Edition, Measure
from desktop.errors import UserError
from desktop.settings import AUTHOR, Settings
from desktop.store import Store


def compare(library: Path, arguments: Namespace) -> int:
    """Print which measures of two documents belong together, and which have no counterpart."""
    with Store.open(library) as store:
        a, b = map(Edition, _sides(store, arguments))
        found = comparing.compare(store, a=a, b=b)
    if arguments.json:
        print_json(contract.comparison_value(found))
    else:
        _print(found)
    return 0


def write_report(library: Path, arguments: Namespace) -> int:
    """Write the comparison of two documents into a Word file, or a workbook if it is named so."""
    author = Settings.load(paths.settings_file()).get(AUTHOR)
    target: Path = arguments.output
    if arguments.tracked:
        raise UserError(UNTRACKED)
    with Store.open(library) as store:
        a, b = _sides(store, arguments)
        if target.suffix.lower() == ".xlsx":
            found = comparing.compare(store, a=Edition(a), b=Edition(b))
            count = reports.write_comparison(store, target=target, comparison=found)
            message = f"已把 {count} 对措施的对照表导出到“{paths.shown(target)}”。"
        else:
            request = Request(
                "comparison",
                Selection(documents=(a, b)),
                Briefing(title=arguments.title),
                clean=arguments.clean,
                author=author,
            )
            written = making.write(store, request=request, target=target)
            message = written.message if written else ""
    if arguments.json:
        print_json({"path": paths.shown(target), "comments": 0})
    else:
        print(message)
    return 0


def _sides(store: Store, arguments: Namespace) -> tuple[str, str]:
    a, b = (
        documents.find_document(store, reference=reference).id
        for reference in (arguments.a, arguments.b)
    )
    return a, b


def _print(comparison: Comparison) -> None:
    for pair in comparison.pairs:
        words = RELATION_WORDS[pair.relation]
        one, other = comparison.measure_a(pair.a), comparison.measure_b(pair.b)
        print(f"{words}  {pair.score:.2f}  {_named(one)}  ←→  {_named(other)}")
    for side, only in ((comparison.a, comparison.only_a), (comparison.b, comparison.only_b)):
        print(f"《{side.title}》{len(side.measures)} 条中 {len(only)} 条没有对应：")
        for measure in only:
            print(f"  {_named(measure)}")


def _named(measure: Measure) -> str:
    return f"{measure.label} {measure.title}".strip()

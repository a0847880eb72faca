"""The command compare: measures of two documents side by side."""

from argparse import Namespace
from pathlib import Path

from desktop import contract
from desktop.actions import comparing, documents
from desktop.commands.answers import print_json
from desktop.comparison import RELATION_WORDS, Comparison, Edition, Measure
from desktop.store import Store


def compare(library: Path, arguments: Namespace) -> int:
    """Print which measures of two documents belong together, and which have no counterpart."""
    with Store.open(library) as store:
        a, b = (
            Edition(documents.find_document(store, reference=reference).id)
            for reference in (arguments.a, arguments.b)
        )
        found = comparing.compare(store, a=a, b=b)
    if arguments.json:
        print_json(contract.comparison_value(found))
    else:
        _print(found)
    return 0


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

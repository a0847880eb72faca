"""What shows that measures belong together: clauses that are taken over."""

from desktop.matching.folding import Folder
from desktop.matching.signals import Weights, taken_over

CLAUSE = "加快在建煤矿项目建设进度推动生产煤矿产能核增"
ALIKE = "加快在建煤矿项目建设进度推动产能"
OTHERS = ("鼓励开发夜游消费打卡地。", "严格落实耕地保护党政同责。", "全面落实岗位补贴支持政策。")


def taken(a: list[str], b: list[str]) -> set[tuple[int, int]]:
    """Which texts take something over of each other."""
    folder = Folder(())
    left, right = ([folder.fold(f"{text}。") for text in texts] for texts in (a, b))
    every = [*left, *right, *map(folder.fold, OTHERS)]
    return set(taken_over(left, right, Weights(every)))


def test_a_clause_comes_from_one_place_only() -> None:
    """One that is only alike is taken over where nothing is more so, on either side."""
    assert taken([CLAUSE], [ALIKE]) == {(0, 0)}
    assert taken([CLAUSE], [CLAUSE, ALIKE]) == {(0, 0)}
    assert taken([CLAUSE, ALIKE], [CLAUSE]) == {(0, 0)}

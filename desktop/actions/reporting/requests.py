"""What can be asked of a report: which measures, in what shape, with what around them."""

from dataclasses import dataclass, field
from typing import Literal

from desktop.annotations import Expression, State
from desktop.reports.annotated import Details
from desktop.reports.briefing import Briefing

__all__ = ["DETAILS", "GROUPS", "UNTRACKED", "Briefing", "Details", "Group", "Request", "Selection"]

Group = Literal["tag", "document", "unit"]
"""By what the measures of an excerpt stand together."""
GROUPS: dict[Group, str] = {"tag": "按标签", "document": "按文件", "unit": "按责任单位"}
"""What the ways of grouping are called."""
DETAILS: dict[Details, str] = {"line": "写在措施下面", "comment": "写在批注里", "none": "不写"}
"""What the places of tags and follow-up are called."""

UNTRACKED = "对照表比较的是更正后的现行文字，不能把更正作为修订，没有生成报告。请去掉这一项。"
"""Why a comparison has no tracked changes."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which measures; what is left empty does not matter, and all that is given must be true.

    Attributes:
        documents: their ids; for a comparison, the two in order.
        chapters: ids of nodes, each with all below it.
        tags: ids of tags, one of which the measure, a mark on it or what it stands in must carry.
        expression: a combination of tags, as saved filters have it.
        states: of the measure's item on the ledger.
        nodes: ids of measures picked by hand.
    """

    documents: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    expression: Expression | None = None
    states: tuple[State, ...] = ()
    nodes: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything but whole documents."""
        return bool(
            self.chapters or self.tags or self.expression is not None or self.states or self.nodes
        )


@dataclass(frozen=True, slots=True)
class Request:
    """A report that is asked for.

    Attributes:
        kind: a key of `kinds.KINDS`.
        selection: of what.
        briefing: what stands around it; its title replaces the report's own.
        group: how an excerpt is grouped.
        details: where tags and follow-up of a measure stand.
        summary: whether a review begins with its summary.
        highlights: whether marked words have the colour of their mark.
        clean: whether notes, authors and times are left out (清洁导出).
        tracked: whether corrections are tracked changes of what was printed; not where clean.
        author: who makes the report; stands in the file's properties.
    """

    kind: str
    selection: Selection = field(default_factory=Selection)
    briefing: Briefing = field(default_factory=Briefing)
    group: Group = "document"
    details: Details = "line"
    summary: bool = True
    highlights: bool = True
    clean: bool = False
    tracked: bool = False
    author: str = ""

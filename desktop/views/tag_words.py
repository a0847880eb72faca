"""Combinations of tags: put together step by step, and told in words."""

from collections.abc import Mapping
from typing import Literal

from desktop.annotations import Both, Either, Expression, Has, Not

Join = Literal["only", "and", "or", "not"]
GONE = "（已删除的标签）"


def joined(expression: Expression | None, tag: str, join: Join) -> Expression:
    """Return an expression with one more tag.

    Args:
        expression: what there is so far, or None.
        tag: the id of the tag.
        join: `only` begins anew; `and`, `or`, `not` narrow, widen or narrow by what lacks it.
    """
    part: Expression = Not(Has(tag)) if join == "not" else Has(tag)
    if expression is None or join == "only":
        return part
    if join == "or":
        parts = expression.parts if isinstance(expression, Either) else (expression,)
        return Either((*parts, part))
    parts = expression.parts if isinstance(expression, Both) else (expression,)
    return Both((*parts, part))


def told(expression: Expression, names: Mapping[str, str]) -> str:
    """Return an expression in words: 能源 且 非 财政.

    Args:
        expression: what to tell.
        names: what tags are called, by id.
    """
    match expression:
        case Has(tag):
            return names.get(tag, GONE)
        case Not(part):
            return f"非 {_inner(part, names)}"
        case Both(parts):
            return " 且 ".join(_inner(part, names) for part in parts)
        case Either(parts):
            return " 或 ".join(_inner(part, names) for part in parts)


def _inner(part: Expression, names: Mapping[str, str]) -> str:
    text = told(part, names)
    return f"（{text}）" if isinstance(part, Both | Either) else text

"""Outlines as bytes: whole trees that are kept beside the one that is shown."""

import json
import zlib
from typing import Any

from desktop.model import Doubt, Kind, Line, Node, Outline

_LEVEL = 1


def packed(outline: Outline) -> bytes:
    """Return an outline with the ids of its nodes as bytes."""
    return zlib.compress(dumped(outline).encode(), _LEVEL)


def unpacked(data: bytes) -> Outline:
    """Return what `packed` was given."""
    return _outline(json.loads(zlib.decompress(data)))


def dumped(value: Any) -> str:
    """Return a value, or a dataclass of values, as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_fields)


def _fields(value: Any) -> dict[str, Any]:
    # dataclasses.asdict copies all that is below, and takes longer than the rest.
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _outline(value: dict[str, Any]) -> Outline:
    return Outline(
        **value
        | {
            "nodes": tuple(map(_node, value["nodes"])),
            "back_matter": tuple(value["back_matter"]),
            "doubts": tuple(Doubt(**doubt) for doubt in value["doubts"]),
        }
        | {
            part: tuple(Line(**line) for line in value[part])
            for part in ("front_matter", "contents", "furniture")
        }
    )


def _node(value: dict[str, Any]) -> Node:
    rows = value["rows"]
    return Node(
        **value
        | {
            "kind": Kind(value["kind"]),
            "units": tuple(value["units"]),
            "rows": None if rows is None else tuple(map(tuple, rows)),
            "children": tuple(map(_node, value["children"])),
        }
    )

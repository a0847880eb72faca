"""Differences -> one Chinese sentence that says what differs."""

from collections.abc import Sequence

from desktop.comparison import Difference

_SHOWN = 3  # of a kind are told by their words; more are counted
_LONG = 16  # characters of words that are told as they are
_KEPT = 0.5  # of the shorter text; where less is kept, what is kept is told instead
_WORTH = 8  # characters of words that are told to be kept


def told(pieces: Sequence[Difference]) -> str:
    """Return what differs between two texts, in the order of importance: numbers first.

    Where most of both is in other words, it tells what was taken over.
    """
    changes = [each for each in pieces if each.change not in ("kept", "spacing")]
    changes = [each for each in changes if _counts(each)]
    moved = [each for each in pieces if each.moved and each.change == "kept" and _counts(each)]
    numbers = [each for each in changes if each.change == "number"]
    parts = [_listed("数字", [f"{_short(n.old)}改为{_short(n.new)}" for n in numbers])]
    if _is_kept(pieces):
        parts += [
            _listed("", [f"{_short(each.old)}改为{_short(each.new)}" for each in changes
                         if each.change == "changed"]),
            _listed("删去", [_short(each.old) for each in changes if each.change == "removed"]),
            _listed("增加", [_short(each.new) for each in changes if each.change == "added"]),
        ]  # fmt: skip
    else:
        kept = [each.new for each in pieces if each.change in ("kept", "spacing")]
        long = sorted((words for words in kept if len(words) >= _WORTH), key=len, reverse=True)
        taken = _listed("沿用", [_short(words) for words in long])
        parts.append(f"{taken}，其余另行表述" if taken else "大部分另行表述")
    parts.append(_listed("移动了位置：", [_short(each.new) for each in moved]))
    return "；".join(filter(None, parts)) + "。" if any(parts) else "文字相同。"


def _counts(piece: Difference) -> bool:
    """Return whether more than signs has changed."""
    return any(char.isalnum() for char in piece.old + piece.new)


def _is_kept(pieces: Sequence[Difference]) -> bool:
    kept = sum(len(each.new) for each in pieces if each.change in ("kept", "spacing"))
    old, new = sum(len(each.old) for each in pieces), sum(len(each.new) for each in pieces)
    return kept >= _KEPT * min(old, new)


def _listed(verb: str, words: Sequence[str]) -> str:
    """Return a clause that tells the first few and counts all; "" where there are none."""
    if not words:
        return ""
    more = f"等 {len(words)} 处" if len(words) > _SHOWN else ""
    return f"{verb}{'、'.join(words[:_SHOWN])}{more}"


def _short(words: str) -> str:
    words = "".join(words.split()).strip("，。；、：")
    return f"“{words if len(words) <= _LONG else f'{words[: _LONG - 1]}…'}”"

"""Sets of whole numbers, as whole numbers: bit n is set where n is in the set.

Joining, cutting and counting such sets costs microseconds for 100,000 members. In a file, a set
within one block of 65,536 is a list of 16-bit numbers, or a stretch of bits where it is dense.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Sequence

BLOCK = 1 << 16
"""How many numbers a block has."""

_LIST, _BITS = 0, 1
_DENSE = 4  # bytes a member; up to these, bits are worth more room, for they are read at once
_SET = [1 << bit for bit in range(8)]
_MEMBERS = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]
_FILLED = re.compile(rb"[^\0]")


def packed(members: Sequence[int]) -> bytes:
    """Return a set of numbers below 65,536, given in ascending order, as it is kept in a file."""
    first, last = members[0] >> 3, members[-1] >> 3
    if last - first + 3 >= _DENSE * len(members):
        return bytes([_LIST]) + _little(array("H", members)).tobytes()
    bits = bytearray(last - first + 1)
    for member in members:
        bits[(member >> 3) - first] |= _SET[member & 7]
    return bytes([_BITS, first & 0xFF, first >> 8]) + bits


def unpacked(data: bytes) -> int:
    """Return the set that `packed` made the bytes of."""
    if data[0] == _BITS:
        return int.from_bytes(data[3:], "little") << 8 * (data[1] | data[2] << 8)
    members = array("H")
    members.frombytes(data[1:])
    return of(_little(members))


def of(members: Iterable[int]) -> int:
    """Return the set of these numbers."""
    numbers = members if isinstance(members, Sequence | array) else list(members)
    if not numbers:
        return 0
    bits = bytearray((max(numbers) >> 3) + 1)
    for member in numbers:
        bits[member >> 3] |= _SET[member & 7]
    return int.from_bytes(bits, "little")


def span(first: int, count: int) -> int:
    """Return the set of `count` numbers from `first` on."""
    return ((1 << count) - 1) << first


def members_of(numbers: int) -> list[int]:
    """Return the members in ascending order."""
    data = numbers.to_bytes((numbers.bit_length() + 7) // 8, "little")
    found: list[int] = []
    for filled in _FILLED.finditer(data):
        at = filled.start()
        base = at << 3
        found += [base + bit for bit in _MEMBERS[data[at]]]
    return found


class Slices:
    """A set that is asked stretch by stretch, at a cost that does not grow with the set."""

    def __init__(self, numbers: int) -> None:
        self._data = numbers.to_bytes((numbers.bit_length() + 7) // 8, "little")

    def part(self, first: int, count: int) -> int:
        """Return which of `count` numbers from `first` on are in the set, counted from there."""
        part = int.from_bytes(self._data[first >> 3 : (first + count + 7) >> 3], "little")
        return part >> (first & 7) & (1 << count) - 1

    def __contains__(self, number: int) -> bool:
        at = number >> 3
        return at < len(self._data) and bool(self._data[at] >> (number & 7) & 1)


def _little(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers

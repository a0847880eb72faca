"""A measure's text -> its targets, deadlines and ends of policies, with exact quotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.facts.targets.judging import compared, is_review, is_size, is_target
from desktop.facts.targets.plain import Plain
from desktop.facts.targets.quantities import Quantity, quantities
from desktop.facts.targets.times import Sort, Time, times

LONGEST = 40
"""Characters of a quote at most, without white space."""
_FAR = 120  # characters around a number that can say what it is
_FEW = 8  # characters before a clause that name a date
_LITTLE = 2  # characters beside a time that is a clause of its own
_MARKS = "，,。；;：:、！？!?\n"
_HIDDEN = "\ue001"
_DATED = re.compile("[年月]|季度|十[二三四五六七]五")
_NUMBERED = re.compile(r"[\d一二两三四五六七八九十百千翻]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]?")
_CLAUSE = re.compile(r"[，,：:；;](?!\d{3}(?!\d))")
_LINE = re.compile(r"[^\n]+")
_PARTS = re.compile(r"[（(][^（()）\n]*[）)]|(?P<cut>[、和及与])")
_JOINT = frozenset(("、", "和", "及", "与"))
_LASTING = re.compile(
    "期限|执行|延续|有效|免征|减征|免收|减收|缓缴|政策|施行|延长|减按|减半|试行|适用|享受|继续实施|截止|缓交|延期|日期|时限"
)
_PERIOD = re.compile("期限|时限|缓缴|延续|有效|延长")
_UNTIL = re.compile("至|截至|截止|延长至|延续至|延至|不超过|不晚于|不迟于")
_ADDED = re.compile("^(?:延长至|延续至|延至|不超过|不晚于|不迟于|力争到?|争取|通过|[用在])")
_DONE = re.compile(
    "完成|建成|开工|投产|投运|投用|投入|具备|实现|形成|出台|印发|建立|启动|达到|上线|取得|落地|通车|竣工|运行|运营|覆盖|制定|报送|提交|编制"
    "|发布|开展|基本|全部|全面|落实|推动|推进|力争|确保|建设|整治|消除|淘汰|下达|拨付|发放|支付|清零|清偿|兑现|签订|公布|使用|退|办|组织|打造|成为|建|改造|提升|健全|到位|见效"
)
_FIXED = re.compile(
    "咬定|不动摇|既定|招收|毕业生|届|可(?:以|不)|之日起|前已|前(?:建成|出生|入库|注册|成立)的"
)
_LIMIT = re.compile("(?:完成时限|完成时间|时限)[：:]$")
_IN_FORCE = re.compile("施行|实施|执行|本(?:办法|规定|通知|措施|意见|细则|方案|政策)|之日起")
_VAGUE = re.compile("^(?:全年|年度|今年|本年)|(?:期间|时期)$")
_PROMISED = re.compile("完成|实现|达到|建成|开工|投产|形成|出台|印发|制定")


@dataclass(frozen=True, slots=True)
class Found:
    """What a text wants reached, or by when.

    Attributes:
        start, end: the quote in the text; code points.
        value, op, unit: the number as printed, how it compares, its unit; "" where there is none.
        deadline: the last day, ISO 8601, or "".
        deadline_text: the words that say so, without white space, or "".
        kind: target, deadline or validity.
    """

    start: int
    end: int
    value: str
    op: str
    unit: str
    deadline: str
    deadline_text: str
    kind: str


def find(text: str, issued: date | None = None) -> list[Found]:
    """Return what a measure's text wants reached, in order.

    Args:
        text: any text; line feeds end sentences.
        issued: when the document was signed; 年内 and the like mean its year.
    """
    plain = Plain.of(text)
    found: list[Found] = []
    reviews = [line.span() for line in _LINE.finditer(plain.text) if is_review(line[0])]
    for match in _SENTENCE.finditer(plain.masked):
        if any(start <= match.start() < end for start, end in reviews):
            continue
        found += _Sentence(plain, match.start(), match.end(), issued).findings()
    year = str(issued.year) if issued else ""
    return [each for each in found if not each.deadline or each.deadline[:4] >= year]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch between two commas, with the times and numbers that begin in it."""

    start: int
    end: int
    times: list[Time]
    numbers: list[Quantity]

    def is_all(self, time: Time) -> bool:
        """Return whether the clause says a time and no more."""
        beside = self.end - self.start - (time.end - time.start)
        return self.start <= time.start < self.end and beside <= _LITTLE


def _without(masked: str, seen: Sequence[Time]) -> str:
    """Return a sentence with its times hidden, so that no number is seen in them."""
    pieces, at = [], 0
    for time in seen:
        pieces += [masked[at : time.start], _HIDDEN * (time.end - time.start)]
        at = time.end
    return "".join([*pieces, masked[at:]])


def _nearest(here: Sequence[Time], quantity: Quantity, before: Time | None) -> Time | None:
    """Return the time by which a number is to be reached: the last one before it, if it is a day.

    Args:
        here: the times of its clause.
        quantity: the number.
        before: the time that governs from an earlier clause.
    """
    dated = [time for time in here if time.deadline]
    own = [time for time in dated if time.end <= quantity.start] or dated
    if own:
        return own[-1]
    return before or next(iter(here), None)


class _Sentence:
    """One sentence of a plain text: its clauses, each with its numbers and times."""

    def __init__(self, plain: Plain, start: int, end: int, issued: date | None) -> None:
        self._plain, self._start = plain, start
        masked = plain.masked[start:end]
        self._clauses: list[_Clause] = []
        seen = list(times(masked, issued)) if _DATED.search(masked) else []
        rest = _without(masked, seen)
        numbers = list(quantities(rest)) if _NUMBERED.search(rest) else []
        if not (seen or numbers):
            return
        begin = 0
        when, what = iter([*seen, None]), iter([*numbers, None])
        time, number = next(when), next(what)
        for cut in (*(match.end() for match in _CLAUSE.finditer(masked)), end - start):
            clause = _Clause(begin + start, cut + start, [], [])
            while time is not None and time.start < cut:
                clause.times.append(time.moved(start))
                time = next(when)
            while number is not None and number.start < cut:
                clause.numbers.append(number.moved(start))
                number = next(what)
            self._clauses.append(clause)
            begin = cut

    def findings(self) -> Iterator[Found]:
        """Yield what the sentence wants reached, in order."""
        governing: Time | None = None
        alone = False  # whether what governs is a clause of its own: so it does past ；
        waiting: tuple[int, Time] | None = None  # such a time, as long as nothing is due by it
        for clause in self._clauses:
            for time in clause.times:
                if self._lasts(time, clause):
                    yield self._found(clause.start, clause.end, None, time, "validity")
            binding = [time for time in clause.times if self._binds(time, clause)]
            targets = list(self._targets(clause, binding, governing))
            yield from targets
            first = next((time for time in binding if time.deadline), None)
            if first is not None:
                governing = [time for time in binding if time.deadline][-1]
                alone = clause.is_all(first)
                waiting = (clause.start, first)
            if targets:
                waiting = None
            elif waiting is not None and self._due(waiting[1], clause):
                yield self._found(waiting[0], clause.end, None, waiting[1], "deadline")
                waiting = None
            elif first is not None and not alone:
                waiting = None
            if self._plain.text[clause.end - 1] in "；;" and not alone:
                governing = None

    # --- inside ------------------------------------------------------------------

    def _targets(
        self, clause: _Clause, here: Sequence[Time], before: Time | None
    ) -> Iterator[Found]:
        """Yield the targets of a clause; `before` governs where it has no time of its own."""
        numbers = self._joined(clause.numbers)
        last, was = clause.start, False
        masked = self._plain.masked
        for at, quantity in enumerate(numbers):
            following = numbers[at + 1].start if at + 1 < len(numbers) else clause.end
            opening = masked[max(clause.start, quantity.number - _FAR) : quantity.number]
            segment = masked[max(last, quantity.number - _FAR) : quantity.number]
            behind = masked[quantity.end : min(clause.end, quantity.end + _FAR)]
            behind = behind.rstrip(_MARKS)
            time = _nearest(here, quantity, before)
            was = is_target(
                opening, segment, quantity, behind, inherited=was, timed=time is not None
            )
            stop = self._stop(quantity.end, following, clause.end)
            if was:
                reached = replace(quantity, op=compared(segment, quantity))
                yield self._found(last, stop, reached, time, "target")
                last = stop
            elif quantity.end < stop < clause.end and not is_size(segment, quantity, behind):
                last = stop

    def _joined(self, numbers: Sequence[Quantity]) -> list[Quantity]:
        """Return a clause's numbers, those that follow each other at once as one.

        分别降至3.0%、5.0%、6.0%以下 is one; in 10个50万千瓦以上基地 the second number describes.
        """
        joined: list[Quantity] = []
        for number in numbers:
            before = joined[-1] if joined else None
            gap = self._plain.masked[before.end : number.start] if before else None
            if before and not gap and before.op != "range":
                joined[-1] = replace(before, end=number.end)
            elif before and gap in _JOINT and before.unit == number.unit:
                value = f"{before.value}/{number.value}"
                joined[-1] = replace(before, end=number.end, value=value, op=number.op)
            else:
                joined.append(number)
        return joined

    def _stop(self, after: int, following: int, end: int) -> int:
        """Return where the words that belong to a number end."""
        if following == end:
            return end
        found = _PARTS.finditer(self._plain.masked, after, following)
        cuts = [part.start() for part in found if part["cut"]] or [after]
        return cuts[0 if self._plain.masked[following - 1] == "等" else -1]

    def _lasts(self, time: Time, clause: _Clause) -> bool:
        """Return whether a policy holds until then."""
        if time.sort not in {Sort.VALIDITY, Sort.DEADLINE} or not time.deadline:
            return False
        if time.sort is Sort.DEADLINE:
            printed = self._plain.text[time.start : time.end]
            if printed.startswith("到"):
                return bool(_PERIOD.search(self._words(clause.start, time.start)))
            if not _UNTIL.match(printed):
                return False
        before, words = self._words(clause.start, time.start), self._words(time.start, clause.end)
        if words.startswith("有效期") and words[3:4] not in "至到":
            return bool(
                _IN_FORCE.search(self._words(max(self._start, time.start - _FAR), time.start))
            )
        alone = clause.is_all(time) and not words.startswith("截")
        return alone or bool(_LASTING.search(before + words))

    def _words(self, start: int, end: int) -> str:
        """Return what stands between two places, no more than is near."""
        return self._plain.text[start : min(end, start + _FAR)]

    def _binds(self, time: Time, clause: _Clause) -> bool:
        """Return whether something can be due at a time; a mere year must begin its clause."""
        if time.sort is Sort.YEAR:
            since = self._plain.text.startswith(("以来", "以前"), time.end)
            return not since and not self._words(clause.start, time.start).strip("力争确保到在对")
        return time.sort in {Sort.DEADLINE, Sort.EVERY} and not self._lasts(time, clause)

    def _before(self, clause: _Clause) -> str:
        """Return the last words before a clause."""
        return self._plain.text[max(self._start, clause.start - _FEW) : clause.start]

    def _due(self, time: Time, clause: _Clause) -> bool:
        """Return whether something is to be done in a clause by then."""
        if clause.is_all(time):  # what is due is said behind it, if not before: 完成时限：6月底
            return bool(_LIMIT.search(self._before(clause)))
        words = self._words(clause.start, clause.end)
        behind = self._plain.text[time.end : time.end + 2].lstrip("，,")
        if _FIXED.search(words) or behind.startswith("是"):
            return False
        if self._plain.text[time.end - 1] == "前":
            return True
        if time.sort is Sort.YEAR or _VAGUE.search(self._plain.text[time.start : time.end]):
            return bool(_PROMISED.search(words))
        return bool(_DONE.search(words))

    def _found(
        self, start: int, end: int, quantity: Quantity | None, time: Time | None, kind: str
    ) -> Found:
        """Return what was found, its quote without the marks around it and not too long."""
        text = self._plain.text
        quoted = text[start:end]
        end -= len(quoted) - len(quoted.rstrip(_MARKS))
        start += len(quoted) - len(quoted.lstrip("，,、和及与"))
        if quantity and quantity.end - start > LONGEST:
            start = quantity.end - LONGEST  # the number with the words before it
        first, last = self._plain.span(start, min(end, start + LONGEST))
        until = text[time.start : time.end] if time else ""
        number = (quantity.value, quantity.op, quantity.unit) if quantity else ("", "", "")
        deadline = time.deadline if time else ""
        return Found(first, last, *number, deadline, _ADDED.sub("", until), kind)

"""A text's words -> those that would make good tags.

jieba cuts the words; its dictionary takes seconds to load, so that only a job may ask.
"""

import logging
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_NAMES = ("n", "vn", "an", "j", "l", "i")  # jieba's marks of nouns, short names and phrases
_BEFORE = ("n", "vn", "an", "j", "b", "a")  # what a noun may be made longer by
_LONGEST = 8  # characters; longer words are sentences
_CANDIDATES = 60
_OFTEN = 2  # texts of the library that must have a word, if there are so many
_EMPTY = re.compile(
    "工作|建设|发展|措施|方案|单位|部门|地方|方面|情况|问题|项目|能力|水平|体系|机制"
)


def candidates(text: str, *, cache: Path) -> Counter[str]:
    """Return the words of a text that name something, alone or with the one before, counted.

    At most the 60 most frequent, of 2 to 8 Chinese characters. The first call of a process takes
    a second or more.

    Args:
        text: any text.
        cache: an existing folder that jieba keeps its dictionary in between two starts.
    """
    import jieba  # noqa: PLC0415 - too slow for the start
    import jieba.posseg  # noqa: PLC0415

    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = str(cache)
    words = [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]
    found = Counter(word for word, flag in words if flag.startswith(_NAMES))
    found.update(
        one + other
        for (one, before), (other, flag) in pairwise(words)
        if before.startswith(_BEFORE) and flag.startswith(("n", "vn"))
    )
    fit = {word: count for word, count in found.items() if _is_fit(word)}
    return Counter(dict(Counter(fit).most_common(_CANDIDATES)))


def cutter(*, cache: Path) -> Callable[[str], list[str]]:
    """Return what gives the words of a text, of two or more letters, digits or Chinese characters.

    Takes a second or more, and 60 MB until what it returns is let go of. `cache` is as for
    `candidates`.
    """
    import jieba  # noqa: PLC0415 - too slow for the start

    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    own.tmp_dir = str(cache)
    own.initialize()
    return lambda text: [word for word in own.cut(text) if len(word) > 1 and word.isalnum()]


def telling(words: Mapping[str, int], texts: Mapping[str, int], *, total: int) -> list[str]:
    """Return words in the order of how much they tell about their text, the most telling first.

    By frequency in the text times rarity in the library (tf·idf). What is in fewer than two texts
    is left out, and of two words one of which is in the other only the better one stays.

    Args:
        words: what `candidates` found.
        texts: how many texts of the library have each word.
        total: how many texts there are.
    """

    def worth(word: str) -> float:
        rarity = math.log((1 + total) / (1 + texts.get(word, 0)))
        return words[word] * rarity * math.sqrt(len(word))

    chosen: list[str] = []
    for word in sorted(words, key=lambda word: (-worth(word), word)):
        if texts.get(word, 0) < min(_OFTEN, total) or any(
            word in other or other in word for other in chosen
        ):
            continue
        chosen.append(word)
    return chosen


def _is_fit(word: str) -> bool:
    return 1 < len(word) <= _LONGEST and bool(_HAN.fullmatch(word)) and not _EMPTY.fullmatch(word)

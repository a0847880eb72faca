"""A text -> characters that are hardly meant: rare ones, and letters of other scripts, in Chinese.

Text recognition takes 梄 for ：, and the letters カ, ー, エ of Japanese for 力, 一, 工.
"""

import re
from collections.abc import Iterator

HAN = "㐀-鿿豈-﫿\U00020000-\U0003ffff"
"""Chinese characters, for use in a character class."""
_LETTERS = "ぁ-ゖァ-ヺー-ヿㇰ-ㇿｦ-ﾟЀ-ӿ가-힣"  # Japanese, Russian, Korean
_LONE_LETTER = re.compile(
    rf"(?<![{_LETTERS}])(?:(?<=[{HAN}])[{_LETTERS}]|[{_LETTERS}](?=[{HAN}]))(?![{_LETTERS}])"
)
_IS_HAN = re.compile(rf"[{HAN}]")
_OTHERS_IN_USE = frozenset(
    "瞭噁啰瞋蹚喆玥珺祎堃镕昇犇甦赟翀頔勠邨婳迺祇璟彧璠碁镠鄚洺涢浉泃溠埇圐圙墕堽甪榃碶礐粿閤饸饹麹"
)
"""Characters that GB 2312 lacks and that words, names and places of today have (瞭望, 二噁英):
from the official table of characters in general use of 2013."""


def odd(text: str) -> Iterator[tuple[int, str]]:
    """Yield each place of a character that is hardly meant, in order, and why it is not."""
    rare = {char for char in set(text) if _is_rare(char)}
    found = [(place, "是生僻字") for place, char in enumerate(text) if char in rare] if rare else []
    found += [(each.start(), "不是汉字") for each in _LONE_LETTER.finditer(text)]
    yield from sorted(found)


def _is_rare(char: str) -> bool:
    """Return whether a Chinese character is outside the common set, GB 2312."""
    if not _IS_HAN.match(char) or char in _OTHERS_IN_USE:
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False

"""What makers of bad files share: numbers and words that no honest program writes."""

import random

NUMBERS = (
    "", "0", "-1", "1", "9", "255", "256", "65536", "2147483648", "-99999999999", "1e400", "-1e9",
    "NaN", "inf", "0x10", "１２", "٣", "1,5", " 1 ", "true", "甲", "9" * 400, "1" * 5_000,
)  # fmt: skip
WORDS = (
    "", " ", "\t", "一、", "1.", "第一章", "（一）", "（责任单位：", "）", "附件", "专栏1", "目录",
    "\u202e反\u202c", "\u200b", "\ufeff", "𠮷", "e\u0301" * 500, "\ue000", "=HYPERLINK(1)", "%s{0}",
    "甲" * 100_000, "x" * 300_000, "《" * 5_000, "第" * 20_000, "1." * 20_000, "一、\n" * 5_000,
    "2025年" * 20_000, "（" * 50_000, "〔2024〕" * 9_000, "100%" * 20_000, "不超过" * 20_000,
)  # fmt: skip
PLACES = (
    "", ".", "..", "/", "../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd",
    "http://127.0.0.1:1/a", "\\\\127.0.0.1\\a", "word/document.xml", "/word/document.xml",
    "document.xml", "nowhere.xml", "a/" * 5_000, "\u0001", "%2e%2e/x", "甲.xml", "styles.xml",
)  # fmt: skip


def seeded(*parts: object) -> random.Random:
    """The same chances again for the same parts."""
    return random.Random(" ".join(map(str, parts)))  # noqa: S311 - bad files, no secrets


def several(chance: random.Random, most: int) -> range:
    """A small count more often than a large one."""
    return range(1 + int(chance.random() ** 2 * most))

"""Numbers as Word and browsers print them in automatic labels.

The names of the formats are those of ECMA-376 part 1, 17.18.59.
"""

from collections.abc import Callable, Sequence

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MYRIAD = 10_000
_ROMANS, _LETTERS = 3_999, 780  # beyond them a label would grow with every number
_LARGEST = 100_000  # beyond it a count is no list's, and is printed as it is


def printed(number: int, form: str) -> str:
    """Return `number` as the number format `form` prints it; in digits where that is unknown.

    `none` and `bullet` print nothing.
    """
    if form in ("none", "bullet"):
        return ""
    if not 0 < number < _LARGEST:
        return str(number)
    way = _FORMS.get(form)
    return way(number) if way else str(number)


def _counted(number: int, digits: str, units: str) -> str:
    """Return a numeral with units: 二十三, 一百零五; `units` are those from ten upwards."""
    high, low = divmod(number, _MYRIAD)
    if high:
        gap = digits[0] if 0 < low < _MYRIAD // 10 else ""
        return _counted(high, digits, units) + "万" + gap + _counted(low, digits, units)
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            unit = units[place - 1] if place else ""
            text += (digits[0] if zero and text else "") + digits[digit] + unit
        zero = digit == 0
    return text


def _chinese(number: int) -> str:
    text = _counted(number, "零" + _DIGITS[1:], "十百千")
    return text[1:] if text.startswith("一十") else text


def _legal(number: int) -> str:
    return _counted(number, _LEGAL, "拾佰仟")


def _by_digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    if number > _ROMANS:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """Return a, b … z, aa, bb …, as Word counts; thirty letters at most, then digits."""
    if number > _LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _signs(first: str, count: int) -> Callable[[int], str]:
    """Return a way that counts with the characters from `first` on, and then in digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _listed(signs: Sequence[str]) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _circled(number: int) -> str:
    return _listed("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟")(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "decimalFullWidth": lambda number: "".join(chr(ord(each) + 0xFEE0) for each in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": lambda number: (
        _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    ),
    "ideographDigital": _by_digits,
    "japaneseDigitalTenThousand": _by_digits,
    "taiwaneseDigital": _by_digits,
    "koreanDigital2": _by_digits,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "japaneseLegal": _legal,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
}
_FORMS["decimalFullWidth2"] = _FORMS["decimalFullWidth"]

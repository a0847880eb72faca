"""Numbers with units: what is printed, and how what is reached compares with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?"
_CHINESE = "[一二两三四五六七八九十百千零〇]{1,7}"
_DASH = "[-—–~～至到]{1,2}"
_SCALE = "万亿|千亿|百亿|百万|千万|万|亿"
_PHYSICAL = (
    "克标准煤/千瓦时|克/千瓦时|吨标准煤|吨标煤|吨公里|人公里|公里/小时|平方公里|平方千米|平方米|立方米|公里|千米|公顷"
    "|千瓦时|千瓦|兆瓦|千伏安|千伏|GWh|MWh|kWh|TWh|GW|MW|kW|kV|吨|米|亩|升|方(?![面案向式])|度|克|斤|公斤|标方|标箱"
    "|TEU|PFlops|EFlops|TB|GB|EB|PB|P|微克/立方米|毫克/升|摄氏度|℃|卡|帕"
)
_SHARES = "个百分点|百分点|%|‰|/10万人?|/1万|成(?![员立果为品效长功本型熟])|倍|番"
_MONEY = "元|美元|人民币"
_SPANS = "个工作日|工作日|个小时|个月|周(?![年边期岁])|小时|分钟|周岁|岁|天|日(?!起)|秒"
_COUNTS = (
    "个|家|座|条|项|台套|台|套|辆|艘|架|列|对|名|人次|人|户次|户|件|所|处|只|支|部|批次|批|张|款|种|类|门|次"
    "|场次|场|组|间|栋|幢|片|块|株|头|羽|根|口|眼|孔|机位|床|位|学时|课时|字|册|篇|例|宗|笔|单|班|盏|箱|袋|县城|县|市"
    "|区|镇|乡|村|社区|街道|园区|车位|泊位|机柜|标准机架|用户|团队|企业|岗位|学位|居民"
)
_PER = "(?:/(?:年|日|天|小时|人|次|户|千人|万人|亩|公里|平方公里|平方米|立方米|公顷|万元|吨)|每年)?"
_UNIT = (
    f"(?:(?:{_SCALE}|余|多)*(?:{_SHARES}|{_MONEY}|{_SPANS}|{_PHYSICAL}|{_COUNTS}){_PER}"
    f"|(?:{_SCALE})(?![一-龥]))"
)
_BEFORE = (
    "(?P<before>不低于|不少于|不小于|至少|不超过|不高于|不多于|不大于|低于|小于|少于|高于|大于|超过|突破|超|约|近"
    "|≥|≤|>|<)?"
)
_AFTER = (
    r"(?P<after>(?:及|\(含\)|（含）)?以上|以内|之内|(?<=[日月时钟天周])内"
    "|及以下|（含）以下|以下|左右|上下|余|多)?"
)
_HUNDREDTHS = f"百分之(?P<hundredths>{_ARABIC}|{_CHINESE})"
_RANGE = (
    rf"(?P<low>{_ARABIC})(?:%|{_SCALE})?(?P<dash>{_DASH})(?P<high>{_ARABIC})(?P<rangeunit>{_UNIT})"
)
_NUMBER = rf"(?<![\d.,/A-Za-z第每])(?P<number>{_ARABIC})(?:余|多)?(?P<unit>{_UNIT})?"
_IN_WORDS = (
    rf"(?<![每第一二两三四五六七八九十百千])(?P<chinese>{_CHINESE})"
    rf"(?P<hanunit>(?:{_SCALE})?(?:{_SHARES}|{_COUNTS}))(?![一二两三四五六七八九十\d])"
)
_QUANTITY = re.compile(
    f"{_BEFORE}[为到至在了]?"
    f"(?:{_HUNDREDTHS}|{_RANGE}|{_NUMBER}|翻(?P<doubled>一番|两番|番)|{_IN_WORDS}){_AFTER}"
)
_NUMBERS = ("hundredths", "low", "number", "doubled", "chinese")
OPS = {
    **dict.fromkeys(("不低于", "不少于", "不小于", "至少", "≥"), ">="),
    **dict.fromkeys(("不超过", "不高于", "不多于", "不大于", "≤"), "<="),
    **dict.fromkeys(("超过", "突破", "超", "高于", "大于", ">"), ">"),
    **dict.fromkeys(("低于", "小于", "少于", "<"), "<"),
    **dict.fromkeys(("约", "近"), "~"),
}
_OPS_AFTER = {
    **dict.fromkeys(("以上", "及以上", "(含)以上", "（含）以上"), ">="),
    **dict.fromkeys(("以内", "之内", "内", "及以下", "（含）以下"), "<="),
    **dict.fromkeys(("余", "多"), ">"),
    **dict.fromkeys(("左右", "上下"), "~"),
    "以下": "<",
}
_SURE = (">=", "<=")  # 超过20家以上: what stands behind is meant
_YEAR_LIKE = re.compile("[年月届版第]|[A-Z]{1,2}(?![a-zA-Z])|号|级")
PHYSICAL = re.compile(_PHYSICAL)
SPANS = re.compile(_SPANS)
SHARES = re.compile(_SHARES)
MONEY = re.compile(_MONEY)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        start, end: places in the plain text, with the words that compare.
        number: where the number itself begins.
        value: the number as printed; a range with its dash.
        op: one of = >= <= > < ~ range.
        unit: with 万 and 亿, or "" where none is printed.
        chinese: whether the number is written in characters.
    """

    start: int
    end: int
    number: int
    value: str
    op: str
    unit: str
    chinese: bool

    def moved(self, by: int) -> "Quantity":
        """Return it at a place further on."""
        return replace(self, start=self.start + by, end=self.end + by, number=self.number + by)


def quantities(masked: str) -> Iterator[Quantity]:
    """Yield the quantities of a plain, masked text, in order; dates and labels are none."""
    for match in _QUANTITY.finditer(masked):
        if match["number"] and not match["unit"] and _YEAR_LIKE.match(masked, match.end("number")):
            continue
        value, unit, chinese = _read(match)
        if chinese and value == "一" and unit not in {"倍", "番"}:
            continue
        number = min(match.start(name) for name in _NUMBERS if match[name])
        yield Quantity(*match.span(), number, value, _compared(match), unit, chinese)


def _read(match: re.Match[str]) -> tuple[str, str, bool]:
    """Return value, unit and whether the number is in characters."""
    if match["hundredths"]:
        return match["hundredths"], "%", not match["hundredths"][0].isdigit()
    if match["high"]:
        return f"{match['low']}{match['dash']}{match['high']}", match["rangeunit"], False
    if match["doubled"]:
        return match["doubled"].removesuffix("番") or "一", "番", True
    if match["chinese"]:
        return match["chinese"], match["hanunit"], True
    return match["number"], (match["unit"] or "").lstrip("余多"), False


def _compared(match: re.Match[str]) -> str:
    """Return how what is reached compares with the number."""
    if match["high"]:
        return "range"
    before = OPS.get(match["before"] or "", "")
    after = _OPS_AFTER.get(match["after"] or "", "")
    if match["before"] == "突破" and match["chinese"]:
        before = ""  # 突破百项技术: the verb
    if after in _SURE and before not in _SURE:
        return after
    return before or after or "="

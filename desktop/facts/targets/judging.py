"""A number in its clause -> a target, or one that describes, pays, limits or names something.

The nearest words before a number decide: what is reached (新增, 达到, 建成) makes a target of it,
what goes on (推进, 加快, 实施) does not. Who is paid, and for what, is never a target.
"""

import re

from desktop.facts.targets.quantities import MONEY, OPS, PHYSICAL, SHARES, SPANS, Quantity
from desktop.text import chinese_number

_RISES = (
    "达到|达|突破|超过|超额|超|至少|不低于|不少于|增长|增速|提高|提升|增加|新增|净增|增至|增幅|扩大|下降|下浮|降低|降至"
    "|降到|降幅|降$|再降|减少|减至|压减|压降|压缩|缩短|控制在|保持在|稳定在|维持在|翻|左右|力争|确保|争取"
)
_MADE = (
    "完成|实现|建成|建设|新建|扩建|新改建|改扩建|改建|改造|建立|建有|(?<![在已])建$|打造|培育|培养|培训|创建|争创|引进"
    "|引育|招引|吸引|招募|招聘|形成|布局|投放|推介|推出|设立|新设|组建|筹建|认定|遴选|评选|选树|入选|储备|新开工|投产"
    "|投用|制定|制修订|制订|修订|举办|种植|治理|修复|恢复|淘汰|收储|筹集|筹措|开发|开拓|落地|签约|推广|覆盖|壮大|集聚"
    "|聚集|入驻|配备|配置|布设|铺设|办好|上市|孵化|转化|盘活|腾退|开通|开行|输送|安置|吸纳|整治|消除|化解|产出|研发"
    "|攻克|发布|具备|打通|完工|竣工|建造|购置|安装|绿化|造林|营造|接入|选派|派出|轮训|排查|拆除|关闭|退出|减排|节约|供应"
    "|增设|增建|续建|复垦|命名|挂牌|惠及|带动|转移就业|招生|扩招|录用|整合|上线"
)
_GOES_ON = (
    "推动|推进|实施|开展|落实|加快|支持|鼓励|统筹|聚焦|深化|引导|帮助|完善"
    "|解决|更新|启动|谋划|开工|发展|组织|拓展|稳定"
)
_SHARE = "比例|占比|比重|率|比$"
_AMOUNT = "总量|(?<!小)规模|产值|收入|总额|增加值|面积|数量|里程|产量|装机容量|成交额"
_GOAL = re.compile(
    f"(?P<strong>{_RISES}|{_MADE}|{_SHARE})|(?P<amount>{_AMOUNT})|(?P<weak>{_GOES_ON})"
)
_WEAK = re.compile(_GOES_ON)
_DIRECT = re.compile(
    f"(?:{_RISES}|{_MADE}|{_AMOUNT})(?:了|到|至|为|在|不低于|超过|全省|全市|全国|约|近)?$"
)
_ADJACENT = re.compile("(?:开工|启动|开展|组织|举办|谋划|发展|解决|更新|拓展)(?:了|不少于|至少)?$")
_CONDITION = re.compile(
    "(?:对(?!接|外|标|口)(?!.*(?:降|压缩|缩短))|凡|按照?|每(?!年|千|万|百|十)|符合|适用|单个|单项)"
)
_RATE = re.compile("按照?(?:不(?:低|高|超|少)[于过])?$")
_PAID = re.compile(
    "给予|适用|享受|奖励|奖补|补助|补贴(?!性)|资助|罚款|税率|费率|征收率|减按|返还|额度|授信|最高|缴纳|缴存|贴息|利率|保费"
    "|一次性|退税|减免|免征|减征|抵扣|扣除|折算|留抵|补偿|租金|年息|标准(?:为|是|发放|给|补)"
    "|每(?:招用|新增|引进|人(?!口)|户(?!籍)|亩|家|辆|吨|台|件|次|篇)"
)
_PAID_FOR = (
    "企业|单位|项目|部分|个人|人员|用户|机构|主体|纳税人|市|县|区|地区|园区|产品|团队|投资|奖|补|标准|税|费|资金|资助"
    "|一次性|支持|贷款|贴|财政|额度|报酬|学校|车|社区|乡镇|街道|家庭|居民|平台"
)
_BEHIND = re.compile(
    r"^(?:\(含[^)]*\)|（含[^）]*）)?"
    f"(?:的(?:$|[，,]|{_PAID_FOR})|返还|给予|奖励|补|贴|[一-龥]{{0,2}}(?:税|费|利|征收|预征)率)"
)
_ATTRIBUTE = re.compile("^(?:及以上|以上|以下|级|的)?[一-龥]")
_SHORTENED = re.compile(
    "(?:压缩|缩短|压减|减少|控制|达到|提高|提升|降低|降|延长|寿命|年限)(?:到|至|在|为|不低于|超过)?$"
)
_KNOWN = re.compile(
    "(?:在建|现有|原有|已有|建成的|已(?:建成|核准|完成|经|纳规|开工)[^，,]{0,4})的?$|截至目前|目前[已共有]"
)
_KNOWN_BEHIND = re.compile("在建|已|现有|原有")
_FUND = re.compile("设立|组建|发起|成立")
_MODIFIED = re.compile(r"^[^，,]*的[^，,]*\d")
_OBJECT = re.compile("培育|引进|引育|打造|建设|新增|扶持|壮大|招引|储备|形成|落地")
_VOLTAGE = re.compile("千伏(?!安)|kV")
_AIM = re.compile("^的?(?:年度)?(?:目标|任务|水平)")
_NOUN = re.compile("、|项目|工程|进度|行动")
_BARE = re.compile(
    "(?:达到|达|提高到|提高至|提升至|提升到|降至|降到|控制在|突破|超过|保持在|稳定在|不低于)$"
)
_JOINED = re.compile("[、和与及]")
_COMPARED = re.compile("(不低于|不少于|不小于|不超过|不高于|不大于|不多于)[^、]{1,14}$")
_ENDS = frozenset("，,、；;。：:！!？?\n和及与）)")
_FEW = 8
_REVIEW = re.compile(
    "成效(?:显著|明显)|(?:显著|明显)改善|位居|居全国|五年[来生间]|五”?(?:时期|期间)?以来|(?:超额|圆满|全面)完成|胜利"
    "|有效防范|不断进步|[现了]跨越"
)
_AHEAD = re.compile(r"到20\d\d年|力争|确保|年[底内]|五”?(?:末|期末)")
_REVIEWS = 3


def is_review(paragraph: str) -> bool:
    """Return whether a paragraph tells what has been reached, and wants nothing."""
    return len(_REVIEW.findall(paragraph)) >= _REVIEWS and not _AHEAD.search(paragraph)


def is_target(
    opening: str, segment: str, quantity: Quantity, behind: str, *, inherited: bool, timed: bool
) -> bool:
    """Return whether a number is to be reached.

    Args:
        opening: what stands before the number in its clause.
        segment: what stands before the number, since the last comma or number.
        quantity: the number.
        behind: what stands behind it, up to the end of the clause.
        inherited: whether the number before it, in the same list, is a target.
        timed: whether it is said by when.
    """
    if _describes(segment, quantity, behind):
        return False
    if _is_paid(opening, segment, behind):
        return _is_kept(opening, quantity, behind)
    if is_size(segment, quantity, behind) and not (inherited and len(segment) <= 1):
        return False
    return _is_goal(segment, quantity, timed=timed) or (inherited and not _WEAK.search(segment))


def is_size(segment: str, quantity: Quantity, behind: str) -> bool:
    """Return whether a number says how big something is: 500千伏电网, 1200立方米以下炼铁高炉."""
    if not (PHYSICAL.search(quantity.unit) or MONEY.search(quantity.unit)):
        return False
    if _VOLTAGE.search(quantity.unit) or (_OBJECT.search(segment) and _MODIFIED.match(behind)):
        return True
    if not _ATTRIBUTE.match(behind) or _AIM.match(behind):
        return False
    if behind[0] == "的" and _OBJECT.search(segment):
        return False  # 储备总投资不少于3万亿元的项目: how much is to be there
    return quantity.op in {"<", ">=", "<=", ">"} or behind[0] == "级" or not _DIRECT.search(segment)


def compared(segment: str, quantity: Quantity) -> str:
    """Return how what is reached compares with a number, also where words stand between."""
    words = _COMPARED.search(segment) if quantity.op == "=" else None
    return OPS[words[1]] if words else quantity.op


def _describes(segment: str, quantity: Quantity, behind: str) -> bool:
    """Return whether a number says what is there already, or is none of what can be reached."""
    if not quantity.unit and not _stands_alone(segment, quantity, behind):
        return True
    if SPANS.fullmatch(quantity.unit) and not _SHORTENED.search(segment):
        return True
    return (
        bool(_KNOWN.search(segment) or _KNOWN_BEHIND.match(behind))
        or segment.endswith(("由", "从"))
        or _counts(segment, quantity)
    )


def _stands_alone(segment: str, quantity: Quantity, behind: str) -> bool:
    """Return whether a number without unit says what is reached: 指数达到93.2."""
    return (not behind or behind[0] in _ENDS) and bool(
        _BARE.search(segment) or quantity.op in {">=", "<="}
    )


def _counts(segment: str, quantity: Quantity) -> bool:
    """Return whether a number counts what was just listed: 太原、大同、运城三个城市."""
    if SHARES.search(quantity.unit) or PHYSICAL.search(quantity.unit):
        return False
    named = len(_JOINED.findall(segment.lstrip("、和与及"))) + 1
    number = chinese_number(quantity.value) if quantity.chinese else None
    if number is None:
        number = int(quantity.value) if quantity.value.isdecimal() else 0
    return named > 1 and named == number and not re.search("的|等$", segment)


def _is_paid(opening: str, segment: str, behind: str) -> bool:
    """Return whether a number belongs to a rule: who gets or owes how much, and when."""
    return bool(
        _PAID.search(opening)
        or _BEHIND.match(behind)
        or behind.endswith("的")
        or _CONDITION.match(opening)
        or _RATE.search(segment)
    )


def _is_kept(opening: str, quantity: Quantity, behind: str) -> bool:
    """Return whether a number that looks like a rule is to be reached all the same.

    That is a share that must be kept, and the size of a fund to be set up.
    """
    if _PAID.search(opening):
        return False
    if MONEY.search(quantity.unit):
        return bool(_FUND.search(opening)) and "基金" in behind
    return behind.startswith("的比例") and not _PAID.search(behind)


def _is_goal(segment: str, quantity: Quantity, *, timed: bool) -> bool:
    """Return whether the words before a number say that something is to become so."""
    share = bool(SHARES.search(quantity.unit))
    words = list(_GOAL.finditer(segment))
    if not words:
        return share and quantity.op == ">="
    going = words[0]["weak"]
    if any(word["strong"] and not (going and _NOUN.match(segment, word.end())) for word in words):
        near = share or len(segment) - words[-1].end() <= _FEW
        return near or not quantity.chinese
    if words[-1]["amount"]:
        return (timed or going is not None) and quantity.op not in {"<", "<="}
    return not quantity.chinese and (
        quantity.op in {">=", ">", "~"} or bool(_ADJACENT.search(segment))
    )

"""Topic sentences: the short sentence that heads a measure or an entry of a box."""

import re

_COMMA = re.compile("[，,；;：:]")
_NARRATIVE = re.compile(
    r"(?:到|至|从|自|为|在|这|其中|同时|此外|本|该|总体目标|[一二三四五六七八九十]+是)"
)
LONGEST = 24

_VERBS = frozenset(
    [
        "推动",
        "推进",
        "加强",
        "加快",
        "加速",
        "建设",
        "完善",
        "健全",
        "深化",
        "提升",
        "提高",
        "强化",
        "优化",
        "促进",
        "构建",
        "构筑",
        "培育",
        "培养",
        "发展",
        "打造",
        "实施",
        "落实",
        "做强",
        "做优",
        "做大",
        "扩大",
        "增强",
        "支持",
        "鼓励",
        "引导",
        "创新",
        "开展",
        "保障",
        "巩固",
        "拓展",
        "畅通",
        "规范",
        "坚持",
        "统筹",
        "改善",
        "改革",
        "改造",
        "严格",
        "严守",
        "防范",
        "化解",
        "夯实",
        "激发",
        "激活",
        "释放",
        "营造",
        "壮大",
        "锻造",
        "稳步",
        "稳妥",
        "稳定",
        "积极",
        "持续",
        "大力",
        "着力",
        "全面",
        "全力",
        "深入",
        "有序",
        "有效",
        "切实",
        "扎实",
        "科学",
        "合理",
        "主动",
        "高标准",
        "高水平",
        "高质量",
        "建立",
        "形成",
        "探索",
        "布局",
        "聚焦",
        "突破",
        "攻关",
        "弘扬",
        "繁荣",
        "传承",
        "彰显",
        "保护",
        "治理",
        "修复",
        "服务",
        "参与",
        "融入",
        "深度",
        "对接",
        "承接",
        "加大",
        "丰富",
        "延伸",
        "补齐",
        "筑牢",
        "守牢",
        "维护",
        "调整",
        "转变",
        "挖掘",
        "盘活",
        "用好",
        "抓好",
        "办好",
        "做好",
        "管好",
        "加力",
        "进一步",
        "分类",
    ]
)


def is_verbal(text: str) -> bool:
    """Return whether the topic sentence of `text` begins with a verb, as measures do."""
    topic = text.split("。", 1)[0]
    if topic.endswith(("工程", "行动", "计划", "项目", "技术", "产业", "专项", "任务")):
        return False
    return topic[:2] in _VERBS or topic[:3] in _VERBS


def topic(text: str) -> str:
    """Return the topic sentence that `text` opens with, without its 。, or "".

    It is short, has no comma or colon, does not tell a story, and more text stands behind it.
    """
    stop = text.find("。")
    if not 2 <= stop <= LONGEST or stop == len(text) - 1:
        return ""
    found = text[:stop]
    return "" if _COMMA.search(found) or _NARRATIVE.match(found) else found

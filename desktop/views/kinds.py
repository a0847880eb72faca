"""What users call the things that a search finds."""

from collections.abc import Mapping
from types import MappingProxyType

KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "part": "编",
        "annex": "附件",
        "chapter": "章",
        "section": "节",
        "box": "专栏",
        "measure": "措施",
        "article": "条",
        "item": "专栏项目",
        "table": "表格",
        "lead": "正文",
        "note": "批注",
    }
)

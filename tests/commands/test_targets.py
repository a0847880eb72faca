"""The command `targets` to its contract."""

from pathlib import Path

from tests.called import Run, complaint, value

KEYS = [
    "document", "node", "label", "ordinal", "quote", "value", "op", "unit", "deadline",
    "deadline_text", "kind",
]  # fmt: skip


def test_targets_prints_the_contracts_json(ceyue: Run, library: Path) -> None:
    assert library.exists()
    documents = [each["id"] for each in value(ceyue("list", "--json"))]
    every = value(ceyue("targets", "--json"))
    assert list(dict.fromkeys(each["document"] for each in every)) == [
        document for document in documents if any(each["document"] == document for each in every)
    ]
    for each in every:
        assert list(each) == KEYS
        assert len(each["quote"]) <= 40
        assert (each["value"] is None) == (each["kind"] != "target")
        assert each["op"] in {"=", ">=", "<=", ">", "<", "~", "range", None}
    one = value(ceyue("targets", "晋政办发[2023]56号", "--json"))
    assert one == [each for each in every if each["document"] == one[0]["document"]]
    first = next(each for each in one if each["ordinal"] == 1)
    assert first | {"document": "", "node": ""} == {
        "document": "",
        "node": "",
        "label": "1.",
        "ordinal": 1,
        "quote": "力争全年煤炭产量增长不低于5%",
        "value": "5",
        "op": ">=",
        "unit": "%",
        "deadline": "2023-12-31",
        "deadline_text": "全年",
        "kind": "target",
    }


def test_targets_tells_in_words(ceyue: Run, library: Path) -> None:
    assert library.exists()
    told = ceyue("targets", "晋政办发〔2023〕56号").stdout.decode()
    assert "目标  2023-12-31  ≥5%" in told
    assert "力争年底前完成总部一期项目建设" in told
    assert "没有" in complaint(ceyue("targets", "没有这份文件"))

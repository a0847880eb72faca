"""Topic sentences, and the verbs that begin a measure."""

import pytest

from desktop.structure import topics
from tests.shorthand import parsed, tree


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("保障煤炭供应安全。坚持先立后破。", "保障煤炭供应安全"),
        ("园区工程。建设园区3个。", "园区工程"),
        ("保障煤炭供应安全。", ""),
        ("保障煤炭供应安全", ""),
        ("保障供应，守住底线。坚持先立后破。", ""),
        ("目标：保障供应。坚持先立后破。", ""),
        ("到2025年建成体系。坚持先立后破。", ""),
        ("一是保障供应。坚持先立后破。", ""),
        ("本办法自发布之日起施行。有效期五年。", ""),
        ("甲。坚持先立后破。", ""),
        (f"{'保障' * 13}。坚持先立后破。", ""),
    ],
)
def test_topic_sentences(text, topic):
    assert topics.topic(text) == topic


@pytest.mark.parametrize(
    ("text", "verbal"),
    [
        ("推进园区建设。建设园区。", True),
        ("高质量发展。建设园区。", True),
        ("园区工程。建设园区。", False),
        ("推进园区建设工程。建设园区。", False),
        ("", False),
    ],
)
def test_verbs(text, verbal):
    assert topics.is_verbal(text) == verbal


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("一、甲 / 推进建设。~ / 保障供应。~", "一、chapter[measure measure]"),
        ("一、甲 / 推进建设。~ / ~ / 保障供应。~", "一、chapter[measure measure]"),
        ("一、甲 / 推进建设。~", "一、chapter[lead]"),
        ("一、甲 / ~ / ~", "一、chapter[lead lead]"),
        ("推进建设。~ / 保障供应。~", "lead lead"),
    ],
)
def test_measures_without_a_number(text, shape):
    assert tree(parsed(text)) == shape

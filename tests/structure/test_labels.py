"""What the start of a paragraph says: labels of every scheme, and what only looks like one."""

import pytest

from desktop.structure import labels
from desktop.structure.labels import Scheme


@pytest.mark.parametrize(
    ("text", "scheme", "numbers", "printed", "body"),
    [
        ("第一编　总则", Scheme.PART, (1,), "第一编", "总则"),
        ("第三部分 重点任务", Scheme.DIVISION, (3,), "第三部分", "重点任务"),
        ("第二篇 主要目标", Scheme.DIVISION, (2,), "第二篇", "主要目标"),
        ("第十二章 附则", Scheme.CHAPTER, (12,), "第十二章", "附则"),
        ("第一章规划背景", Scheme.CHAPTER, (1,), "第一章", "规划背景"),
        ("第二节规范管理", Scheme.SECTION, (2,), "第二节", "规范管理"),
        ("第 3 章 附则", Scheme.CHAPTER, (3,), "第 3 章", "附则"),
        ("第—章 附则", Scheme.CHAPTER, (1,), "第—章", "附则"),
        ("第 十 二 条　国家", Scheme.ARTICLE, (12,), "第 十 二 条", "国家"),
        ("第-章 附则", Scheme.CHAPTER, (1,), "第-章", "附则"),
        ("（-）主要目标", Scheme.CHINESE_BRACKETED, (1,), "（-）", "主要目标"),
        ("二）主要目标", Scheme.CHINESE_BRACKETED, (2,), "二）", "主要目标"),
        ("（二】主要目标", Scheme.CHINESE_BRACKETED, (2,), "（二】", "主要目标"),
        ("（ニ十）主要目标", Scheme.CHINESE_BRACKETED, (20,), "（ニ十）", "主要目标"),
        ("第ニ十条 主要目标", Scheme.ARTICLE, (20,), "第ニ十条", "主要目标"),
        ("（ニ）主要目标", Scheme.CHINESE_BRACKETED, (2,), "（ニ）", "主要目标"),
        ("（二十ー）完善服务", Scheme.CHINESE_BRACKETED, (21,), "（二十ー）", "完善服务"),
        ("二，整治内容", Scheme.CHINESE, (2,), "二，", "整治内容"),
        ("第二十节 能源", Scheme.SECTION, (20,), "第二十节", "能源"),
        ("第十七条　国家", Scheme.ARTICLE, (17,), "第十七条", "国家"),
        ("第十七条之一　国家", Scheme.ARTICLE, (17, 1), "第十七条之一", "国家"),
        ("第一百零三条 国家", Scheme.ARTICLE, (103,), "第一百零三条", "国家"),
        ("Ⅲ.总则", Scheme.ROMAN, (3,), "Ⅲ.", "总则"),
        ("一、总则", Scheme.CHINESE, (1,), "一、", "总则"),
        ("二十三 、 总则", Scheme.CHINESE, (23,), "二十三 、", "总则"),
        ("（五十三）总则", Scheme.CHINESE_BRACKETED, (53,), "（五十三）", "总则"),
        ("( 二 )总则", Scheme.CHINESE_BRACKETED, (2,), "( 二 )", "总则"),
        ("（—）总则", Scheme.CHINESE_BRACKETED, (1,), "（—）", "总则"),
        ("1.2.1 总则", Scheme.DECIMAL, (1, 2, 1), "1.2.1", "总则"),
        ("１．２总则", Scheme.DECIMAL, (1, 2), "１．２", "总则"),
        ("行动二：总则", Scheme.WORD, (2,), "行动二：", "总则"),
        ("措施12、总则", Scheme.WORD, (12,), "措施12、", "总则"),
        ("12.总则", Scheme.ARABIC, (12,), "12.", "总则"),
        ("１２．总则", Scheme.ARABIC, (12,), "１２．", "总则"),
        ("3、总则", Scheme.ARABIC, (3,), "3、", "总则"),
        ("13.2022 年", Scheme.ARABIC, (13,), "13.", "2022 年"),
        ("l.总则", Scheme.ARABIC, (1,), "l.", "总则"),
        ("1O.总则", Scheme.ARABIC, (10,), "1O.", "总则"),
        ("I2、总则", Scheme.ARABIC, (12,), "I2、", "总则"),
        ("（4）总则", Scheme.ARABIC_BRACKETED, (4,), "（4）", "总则"),
        ("4）总则", Scheme.ARABIC_BRACKETED, (4,), "4）", "总则"),
        ("③总则", Scheme.CIRCLED, (3,), "③", "总则"),
        ("⑴总则", Scheme.CIRCLED, (1,), "⑴", "总则"),
        ("❷总则", Scheme.CIRCLED, (2,), "❷", "总则"),
        ("——总则", Scheme.DASH, (), "——", "总则"),
        ("● 总则", Scheme.DASH, (), "●", "总则"),
        ("专栏 3　重点工程", Scheme.BOX, (3,), "专栏 3", "重点工程"),
        ("专栏：重点工程", Scheme.BOX, (), "专栏：", "重点工程"),
        ("附件", Scheme.ANNEX, (), "附件", ""),
        ("附件 2", Scheme.ANNEX, (2,), "附件 2", ""),
        ("附件1-2：清单", Scheme.ANNEX, (1,), "附件1-2：", "清单"),
        ("附录一 清单", Scheme.ANNEX, (1,), "附录一", "清单"),
    ],
)
def test_labels(text, scheme, numbers, printed, body):
    label = labels.read(text)
    assert (label.scheme, label.numbers, label.printed) == (scheme, numbers, printed)
    assert text[label.end :] == body


@pytest.mark.parametrize(
    "text",
    [
        "",
        "总则",
        "第四十二条第二项规定的情形",
        "第二条的规定",
        "第三条和第四条",
        "第一章规定",
        "第三编制",
        "第二部分的内容",
        "2025年",
        "一，二，三",
        "一是加强领导",
        "一方面",
        "（一事一议）",
        "（市财政局）",
        "专栏内容",
        "专栏",
        "附件下载",
        "附件材料",
        "lO总则",
        "—— 3 ——",
        "-- 12 --",
        "1234.总则",
        "措施：总则",
    ],
)
def test_what_is_no_label(text):
    assert labels.read(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"), [("1 总则", (1,)), ("12　附则", (12,)), ("2025 年", None), ("总则", None)]
)
def test_bare_labels_of_decimal_outlines(text, numbers):
    label = labels.read_bare(text)
    assert (label.numbers if label else None) == numbers


@pytest.mark.parametrize(
    ("printed", "value"),
    [("二〇二四", 2024), ("一百零五", 105), ("１２", 12), ("l0", 10), ("—", 1), ("总", None)],
)
def test_numerals(printed, value):
    assert labels.number(printed) == value


@pytest.mark.parametrize(
    "text",
    [
        "第九条修改为：“一律公开。”",
        "第十三条增加一款，作为第二款",
        "第八条后增加一条",
        "第四条删去",
    ],
)
def test_what_is_done_to_an_article_is_no_article(text):
    assert labels.read(text) is None


def test_an_article_may_begin_with_the_words_of_a_change():
    assert labels.read("第九条 增加投入，加强保障。") is not None

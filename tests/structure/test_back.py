"""The end of a document: what belongs to it, and what is still text."""

import pytest

from tests.shorthand import parsed, tree

SIGNED = "江泽省人民政府 / 2024年3月5日"


@pytest.mark.parametrize(
    "back",
    [
        SIGNED,
        "江泽省财政厅 / 江泽省科技厅 / 二〇二四年三月五日",
        f"{SIGNED} / （此件公开发布）",
        f"{SIGNED} / 抄送：省委办公厅，省军区。 / 江泽省人民政府办公厅 2024年3月6日印发",
        f"（此页无正文） / {SIGNED}",
        f"{SIGNED} / （本文有删减）",
        f"（联系人：王某，电话：0999-5550100） / {SIGNED}",
        f"附件：1.清单 / 2.名单 / {SIGNED}",
        f"{SIGNED} / 责任编辑：王某 / 打印 / 关闭",
        f"{SIGNED} / 相关链接： / 一图读懂数据方案.pdf / https://example.cn/a/b.html",
        "抄送：省委办公厅。",
        "主题词：数据　方案",
        "本方案由省数据局负责解读",
    ],
)
def test_back_matter(back):
    found = parsed(f"一、甲 / 1.摸底。~ / 2.整改。~ / {back}")
    assert tree(found) == "一、chapter[1.measure 2.measure]"
    assert list(found.back_matter) == back.split(" / ")
    assert all(node.text.endswith("完成。") for node in found.nodes[0].children)


@pytest.mark.parametrize(
    "text",
    [
        "各地要抄送有关部门。",
        "本方案自2024年3月5日起施行。",
        "江泽省人民政府",
        "2024年3月5日前完成整改。",
        "打印设备由市财政局采购。",
        "关闭退出落后产能，推动转型升级。",
        "【责任单位：市财政局】",
    ],
)
def test_what_is_still_text(text):
    found = parsed(f"一、甲 / 1.摸底。~ / 2.整改。~ / {text}")
    assert found.back_matter == ()


def test_the_signature_dates_a_document_without_a_notice():
    found = parsed(f"江泽省数据方案 / 一、甲 / 1.摸底。~ / 2.整改。~ / {SIGNED}")
    assert (found.issuer, found.issued_on) == ("江泽省人民政府", "2024-03-05")

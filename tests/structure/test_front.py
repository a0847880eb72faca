"""The head of a document: numbers, dates, issuers, titles, and where the body begins."""

import pytest

from desktop.structure import headlines
from tests.shorthand import joined, parsed, tree


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("晋政办发〔2023〕56号", "晋政办发〔2023〕56号"),
        ("晋政办发 〔 2023 〕 56 号", "晋政办发〔2023〕56号"),
        ("晋政办发[2023]056号", "晋政办发〔2023〕56号"),
        ("晋政办发（2023）第56号", "晋政办发〔2023〕56号"),
        ("泽财【2024】8号", "泽财〔2024〕8号"),
        ("泽建规〔２０２４〕８号", "泽建规〔2024〕8号"),
        ("2023年第56号", None),
        ("晋政办发〔2023〕", None),
    ],
)
def test_document_numbers(text, normal):
    assert headlines.document_number(text) == normal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("财政部 税务总局公告2024年第12号", "财政部 税务总局公告2024年第12号"),
        ("（2024年第7号）", "2024年第7号"),
        ("关于车辆税收的公告2024年第12号", None),
        ("2024年第12号文件要求", None),
    ],
)
def test_numbers_of_announcements(text, number):
    assert headlines.number_announced(text) == number


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("江泽省水利厅　　　2024年3月5日", ("江泽省水利厅", "2024-03-05")),
        ("石桥镇人民政府　2024.3.15", ("石桥镇人民政府", "2024-03-15")),
        ("石桥镇人民政府　2024.13.15", None),
        ("开工仪式　2024年3月5日", None),
        ("2024年3月5日", None),
    ],
)
def test_an_authority_and_a_date_on_one_line(text, parts):
    assert headlines.imprint(text) == parts


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("2024 年 3 月 5 日", "2024-03-05"),
        ("二〇二四年三月五日", "2024-03-05"),
        ("二○二四年十二月三十一日", "2024-12-31"),
        ("一九九八年十月二十日", "1998-10-20"),
        ("（2024年3月5日通过）", "2024-03-05"),
        ("2024年13月5日", None),
        ("2024年3月", None),
        ("24年3月5日", None),
    ],
)
def test_dates(text, iso):
    assert headlines.iso_date(text) == iso


NOTICE = "泽政办发〔2024〕8号 / {title} / 各市人民政府： / 现印发给你们。 / {signed} / 2024年3月5日"


@pytest.mark.parametrize(
    ("title", "signed", "notice", "issuer"),
    [
        (
            "江泽省人民政府办公厅关于印发江泽省数据方案的通知",
            "江泽省人民政府办公厅",
            "江泽省人民政府办公厅关于印发江泽省数据方案的通知",
            "江泽省人民政府办公厅",
        ),
        (
            "江泽省人民政府办公厅 / 关于印发江泽省数据方案 / 的通知",
            "（此件公开发布）",
            "江泽省人民政府办公厅关于印发江泽省数据方案的通知",
            "江泽省人民政府办公厅",
        ),
        (
            "江泽省财政厅 / 江泽省科技厅 / 关于印发《江泽省数据方案》的通知",
            "江泽省财政厅 / 江泽省科技厅",
            "江泽省财政厅江泽省科技厅关于印发《江泽省数据方案》的通知",
            "江泽省财政厅、江泽省科技厅",
        ),
    ],
)
@pytest.mark.parametrize("between", ["", " / （此件公开发布）", " / 附件", " / 江泽省人民政府文件"])
def test_a_policy_under_a_notice(title, signed, notice, issuer, between):
    head = NOTICE.format(title=title, signed=signed) + between
    found = parsed(f"{head} / 江泽省数据方案 / 一、总体要求 / ~ / 二、保障措施 / ~")
    assert (found.title, found.notice_title) == ("江泽省数据方案", notice)
    assert (found.issuer, found.issued_on) == (issuer, "2024-03-05")
    assert (found.doc_number, found.addressees) == ("泽政办发〔2024〕8号", "各市人民政府")
    assert tree(found) == "一、chapter[lead] 二、chapter[lead]"


@pytest.mark.parametrize(
    ("head", "title", "issuer", "issued_on"),
    [
        ("江泽省数据方案", "江泽省数据方案", None, None),
        ("江泽省数据方案 / （试行）", "江泽省数据方案（试行）", None, None),
        ("江泽省数据方案 / 2024年3月5日", "江泽省数据方案", None, "2024-03-05"),
        (
            "江泽省数据条例 / （2024年3月5日江泽省人民代表大会常务委员会通过）",
            "江泽省数据条例",
            None,
            "2024-03-05",
        ),
        (
            "江泽省人民政府令 / 现予公布。 / 省长　王某 / 2024年3月5日 / 江泽省数据条例",
            "江泽省数据条例",
            "江泽省人民政府",
            "2024-03-05",
        ),
        (
            "首页 > 政策 / 索引号：0014 / 发布日期：2024-03-05 / 江泽省人民政府关于数据的意见",
            "江泽省人民政府关于数据的意见",
            "江泽省人民政府",
            None,
        ),
        (
            "江泽市数据公报[1] / 江泽市统计局　国家统计局江泽调查队 / （2024年3月5日）",
            "江泽市数据公报",
            "江泽市统计局、国家统计局江泽调查队",
            "2024-03-05",
        ),
        ("江泽高新区管委会 / 江泽市数据政策", "江泽市数据政策", "江泽高新区管委会", None),
        ("江泽区管委会 / 江泽区数据政策 / （稿）", "江泽区数据政策（稿）", "江泽区管委会", None),
        ("江泽省人民政府 / 工作规则", "江泽省人民政府工作规则", "江泽省人民政府", None),
        ("江泽省人民政府令 / 第12号 / 现予公布。 / 2024年3月5日 / 江泽省数据办法", "江泽省数据办法",
         "江泽省人民政府", "2024-03-05"),
    ],
)  # fmt: skip
def test_a_policy_without_a_notice(head, title, issuer, issued_on):
    found = parsed(f"{head} / 一、总体要求 / ~ / 二、保障措施 / ~")
    assert (found.title, found.issuer, found.issued_on) == (title, issuer, issued_on)
    assert tree(found) == "一、chapter[lead] 二、chapter[lead]"


def test_the_head_of_an_order_is_no_title():
    found = parsed(
        "江泽省人民政府令 / 第12号 / 《江泽省数据办法》现予公布，自2024年5月1日起施行。"
        " / 省长　王某 / 2024年3月5日 / 江泽省数据办法 / 第一条 ~ / 第二条 ~"
    )
    assert (found.title, found.notice_title) == ("江泽省数据办法", None)
    assert found.doc_number == "江泽省人民政府令第12号"


def test_a_text_that_opens_with_its_purpose_and_no_stop_is_no_title():
    head = "江泽省数据方案 /  / 为做好数据工作，根据规定，制定本方案"
    found = parsed(f"{head} / 一、甲 / ~ / 二、乙 / ~")
    assert found.title == "江泽省数据方案"
    assert tree(found) == "lead 一、chapter[lead] 二、chapter[lead]"


def test_an_authority_and_its_date_on_the_last_line_sign_a_text_without_stops():
    text = "石桥镇防火方案 / 一、甲。全面排查 / 二、乙。严肃追责"
    found = parsed(f"{text} /  / 石桥镇人民政府　2024.3.15")
    assert (found.issuer, found.issued_on) == ("石桥镇人民政府", "2024-03-15")
    assert found.back_matter == ("石桥镇人民政府　2024.3.15",)


def test_a_number_in_a_table_of_the_head():
    found = parsed("|江泽区管委会|泽管函〔2024〕41号| / 关于数据的函 / 市财政局： / ~")
    assert found.doc_number == "泽管函〔2024〕41号"


def test_fields_of_a_page_in_bullets_with_their_values_below():
    fields = (
        "返回顶部 / 江泽县工作规则 / • 索引号: / 610/2024-001 / • 来源: / • 发文机构: / 县政府网站"
    )
    number = "• 发文字号: / 泽政发〔2024〕7号 / • 发文日期: / 2024年04月06日 16:40 / • 内容概述:"
    found = parsed(f"{fields} / {number} / 江泽县工作规则 / 第一章 总则 / ~ / 第二章 附则 / ~")
    assert (found.title, found.issuer) == ("江泽县工作规则", None)
    assert found.doc_number == "泽政发〔2024〕7号"
    assert tree(found) == "第一章chapter[lead] 第二章chapter[lead]"


def test_a_number_that_only_a_field_of_the_page_names():
    found = parsed(
        "您的位置: 首页 > 公开 / 名称: 关于数据的通知 文号: 泽政〔2023〕1号 / 发布日期: 2023-01-30"
        " / 关于数据的通知 / 各单位: / ~ / 一、甲。~ / 二、乙。~"
    )
    assert (found.title, found.doc_number) == ("关于数据的通知", "泽政〔2023〕1号")


def test_a_title_right_above_the_addressees_ends_anyhow():
    found = parsed(
        "2021年县政府重点工作任务(泽政发〔2021〕2号) / 浏览量:1 / 各乡镇政府: / ~ / 一、甲。~"
    )
    assert (found.title, found.doc_number) == ("2021年县政府重点工作任务", "泽政发〔2021〕2号")


def test_a_party_committee_and_the_government_of_its_place_without_a_gap():
    found = parsed("中共江泽省委江泽省人民政府关于数据的意见 / 一、甲 / ~ / 二、乙 / ~")
    assert found.issuer == "中共江泽省委、江泽省人民政府"


def test_addressees_at_the_very_beginning():
    found = parsed("各镇政府,区政府各部门: / ~ / 一、甲。~ / 二、乙。~ / 2007年4月13日")
    assert found.addressees == "各镇政府,区政府各部门"


def test_stations_below_each_township_are_addressees():
    found = parsed("江泽县水务局 / 关于水质的通知 / 各乡镇水务站： / ~ / 一、甲。~ / 二、乙。~")
    assert found.addressees == "各乡镇水务站"


LIST_NOTICE = NOTICE.format(title="江泽省人民政府关于公布名单的通知", signed="江泽省人民政府")


@pytest.mark.parametrize("head", ["", f"{LIST_NOTICE} / ", f"{LIST_NOTICE} / 附件 / "])
@pytest.mark.parametrize("title", ["先进个人名单", "江泽市先进个人", "2024年江泽市重点建设项目"])
def test_a_list_of_names_is_no_part_of_its_title(head, title):
    names = " / ".join(f"张{digit}　李{digit}" for digit in "一二三四五六七八九")
    found = parsed(f"{head}{title} / {names}")
    assert found.title == title
    assert "张九" in "".join(node.text for node in found.walk())


def test_a_second_list_is_an_annex_of_its_own():
    found = parsed(
        f"{LIST_NOTICE} / 附件1 / 个人名单 / 张一 / 张二 / 附件2 / 集体名单 / 甲局 / 乙局"
    )
    assert found.title == "个人名单"
    assert tree(found) == "lead lead 附件2annex[lead lead]"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2024年3月5日", True),
        ("二〇二四年三月五日", True),
        ("（2024年3月5日）", True),
        ("2024年3月5日起施行的", False),
        ("三月五日", False),
    ],
)
def test_lines_that_are_dates(text, is_one):
    assert headlines.is_date(text) == is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("发布日期：2024-03-05", True),
        ("【字体：大 中 小】", True),
        ("首页 > 政务公开 > 政策文件", True),
        ("您当前的位置：首页", True),
        ("打印", True),
        ("打印机采购要求", False),
        ("来源于群众的意见", False),
        ("时间过半任务过半", False),
    ],
)
def test_lines_of_web_pages(text, is_one):
    assert headlines.is_chrome(text) == is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("江泽省数据方案", True), ("推进数据建设。", False), ("各市：", False), ("|甲|乙|", False)],
)
def test_short_lines(line, is_one):
    assert joined(line)[0].is_short == is_one


def test_a_title_may_be_broken_within_the_count_of_its_departments():
    outline = parsed(
        "东洲省商务厅等6 / 部门关于推动餐饮业发展的若干措施 / 各市商务局： / ~ / 一、总则。~"
    )
    assert outline.title == "东洲省商务厅等6部门关于推动餐饮业发展的若干措施"


@pytest.mark.parametrize(
    ("text", "title", "issuer"),
    [
        (
            (
                "竹岭市砂石规定（1999年） / 来源：某网 / 竹岭市砂石规定（1999年） / "
                "云东省竹岭市人民政府 / 竹岭市砂石规定 / 第一条 ~ / 第二条 ~"
            ),
            "竹岭市砂石规定",
            "云东省竹岭市人民政府",
        ),
        (
            (
                "竹岭县人民政府 / 首页 >> 公开信息内容 / 竹岭县人民政府办公室关于开展井盖普查的通知"
                " / 各乡镇人民政府： / ~ / 一、甲。~ / 二、乙。~"
            ),
            "竹岭县人民政府办公室关于开展井盖普查的通知",
            "竹岭县人民政府办公室",
        ),
        (
            (
                "关于开展井盖普查的意见 / 来源：某网 / 中共竹岭县委 / 竹岭县人民政府"
                " / 关于开展井盖普查的意见 / ~ / 一、甲。~ / 二、乙。~"
            ),
            "中共竹岭县委竹岭县人民政府关于开展井盖普查的意见",
            "中共竹岭县委、竹岭县人民政府",
        ),
    ],
)
def test_an_authority_that_a_page_sets_above_a_whole_title(text, title, issuer):
    found = parsed(text)
    assert (found.title, found.issuer) == (title, issuer)


def test_the_title_of_what_an_order_puts_in_force_stands_above_the_order():
    found = parsed(
        "渡口管理条例 / 云东省人民政府令 / 第31号 / 现发布《渡口管理条例》，自发布之日起施行。"
        " / 第一章 总则 / 第一条 ~ / 第二条 ~"
    )
    assert (found.title, found.doc_number) == ("渡口管理条例", "云东省人民政府令第31号")


def test_a_day_and_an_authority_that_only_fields_of_a_page_name():
    found = parsed(
        "发文机构：竹岭县人民政府 / 发文日期：2024-04-06 16:40 / 竹岭县井盖管理办法"
        " / 第一条 ~ / 第二条 ~"
    )
    assert (found.issuer, found.issued_on) == ("竹岭县人民政府", "2024-04-06")


def test_a_signature_says_more_than_a_field_of_the_page():
    found = parsed(
        "成文日期：2024-04-06 / 关于井盖普查的通知 / 各乡镇人民政府： / ~ / 一、甲。~ / 二、乙。~"
        " / 竹岭县人民政府 / 2024年4月2日"
    )
    assert (found.issuer, found.issued_on) == ("竹岭县人民政府", "2024-04-02")


def test_the_fields_of_a_page_are_no_addressees():
    found = parsed(
        "您当前所在的位置： / 发布机构: 某局 主题分类: 其他 / 名称: 关于井盖普查办法的通知 文号:"
        " / 关于井盖普查办法的通知 / 各乡镇人民政府： / ~ / 一、甲。~ / 二、乙。~"
    )
    assert (found.title, found.addressees) == ("关于井盖普查办法的通知", "各乡镇人民政府")


def test_what_a_report_says_before_it_gives_the_text_is_no_part_of_the_head():
    found = parsed(
        "日前，竹岭县印发井盖普查的通知。 / 文件指出，要查清。 / 文件详情如下："
        " / 竹岭县人民政府关于开展井盖普查的通知 / 各乡镇人民政府： / ~ / 一、甲。~ / 二、乙。~"
    )
    assert found.title == "竹岭县人民政府关于开展井盖普查的通知"
    assert tree(found) == "lead 一、measure 二、measure"


def test_a_short_notice_keeps_its_text_above_the_links_of_a_page():
    found = parsed(
        "您当前所在的位置： / 关于暂停井盖巡查的公告 / 因连日大雾，暂停井盖巡查。 / 特此公告。"
        " / 竹岭县城市管理局 / 2024年4月2日 / （ 文章来源：某办 ） / 阅读下一篇 / 返回某网首页"
    )
    assert [node.text for node in found.nodes] == ["因连日大雾，暂停井盖巡查。", "特此公告。"]
    assert (found.issuer, found.issued_on) == ("竹岭县城市管理局", "2024-04-02")


def test_a_title_with_the_names_of_many_authorities():
    organs = "竹岭市发展和改革委员会 竹岭市农业农村局 竹岭市规划和自然资源局 竹岭市住房和城乡建设局"
    title = f"{organs} 关于印发竹岭市乡村嵌入式服务设施建设工程实施方案的通知"
    found = parsed(f"{title} / 各县人民政府： / ~ / 一、甲。~ / 二、乙。~")
    assert found.title == title
    assert found.issuer == organs.replace(" ", "、")


def test_when_a_law_was_passed_stands_below_its_title_in_a_long_bracket():
    found = parsed(
        "云东省第九届人民代表大会常务委员会公告（第147号） / 《渡口条例》已通过，现予公布。"
        " / 云东省人民代表大会常务委员会 / 2002年10月13日 / 渡口条例"
        " / （2002年10月13日云东省第九届人民代表大会常务委员会第三十七次会议通过）"
        " / 第一条 ~ / 第二条 ~"
    )
    assert found.title == "渡口条例"
    assert found.doc_number == "云东省第九届人民代表大会常务委员会公告第147号"
    assert tree(found) == "第一条article 第二条article"


def test_a_number_in_a_field_behind_a_stroke():
    found = parsed(
        "文号 | 竹政发〔2024〕8号 | 成文日期： | 2024年4月6日 | / 关于井盖普查的通知"
        " / 各乡镇人民政府： / ~ / 一、甲。~ / 二、乙。~"
    )
    assert (found.doc_number, found.issued_on) == ("竹政发〔2024〕8号", "2024-04-06")

"""Who issues a document, under which number and when: as offices print it, and as OCR leaves it."""

import pytest

from desktop.structure import signing
from tests.shorthand import parsed
from tests.timing import growth

PASSED = "（2008年8月31日江泽省人民代表大会常务委员会通过"
BODY = " / 一、总体要求 / ~ / 二、保障措施 / ~"
POLICY = f" / 江泽省数据方案{BODY}"
NOTICE = "江泽省财政厅关于印发江泽省数据方案的通知"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("教育部　　财政部", ("教育部", "财政部")),
        ("教育部 国家发展改革委 财政部", ("教育部", "国家发展改革委", "财政部")),
        ("江泽省财政厅、江泽省教育厅", ("江泽省财政厅", "江泽省教育厅")),
        ("江 泽 省 财 政 厅", ("江泽省财政厅",)),
        ("江泽省人民政府　办公厅", ("江泽省人民政府办公厅",)),
        ("国 务 院　办 公 厅", ("国务院办公厅",)),
        ("江泽省财政厅（代章）", ("江泽省财政厅",)),
        ("石门镇人民政府(印章)", ("石门镇人民政府",)),
        ("各市　财政局", ()),
        ("青岚街道办事处", ("青岚街道办事处",)),
        ("江泽省总工会 江泽省妇联", ("江泽省总工会", "江泽省妇联")),
        ("推进教育、科技发展", ()),
        ("建设场馆20处", ()),
    ],
)
def test_authorities_of_a_line(line, names):
    assert signing.organs(line) == names


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("市长　王某某", True),
        ("市　长　何某某", True),
        ("县长：彭 某", True),
        ("省委书记、省长　李某某", True),
        ("主任王某某", False),
        ("负责人　待定的事项", False),
    ],
)
def test_lines_of_a_person(line, is_one):
    assert signing.is_person(line) == is_one


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024.3.5", "2024-03-05"),
        ("2024．03．05", "2024-03-05"),
        ("２０２４年３月５日", "2024-03-05"),
        ("二0二四年三月五日", "2024-03-05"),
        ("二Ｏ二四年 三月 五日", "2024-03-05"),
        ("2024年3月5日（盖章）", "2024-03-05"),
        ("2024年3月", None),
        ("2024.3.5起", None),
    ],
)
def test_dates_below_a_signature(text, iso):
    found = parsed(f"{NOTICE} / 各市财政局： / 现印发给你们。 / 江泽省财政厅 / {text}{POLICY}")
    assert found.issued_on == iso


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("江泽省财政厅　　　江泽省教育厅", "江泽省财政厅、江泽省教育厅"),
        ("江泽省财政厅　江泽省教育厅 / 江泽省水利厅", "江泽省财政厅、江泽省教育厅、江泽省水利厅"),
        ("江 泽 省 财 政 厅", "江泽省财政厅"),
        ("江泽省财政厅（代章）", "江泽省财政厅"),
        ("附件：数据清单 / 江泽省财政厅", "江泽省财政厅"),
        ("附件：1.甲清单 / 2.乙清单 / 江泽省财政厅", "江泽省财政厅"),
    ],
)
@pytest.mark.parametrize("policy", [POLICY, f" / （此件公开发布） / 附件{POLICY}"])
def test_signatures_of_a_notice(signed, issuer, policy):
    head = f"{NOTICE} / 江财〔2024〕8号 / 各市财政局： / 现印发给你们。"
    found = parsed(f"{head} / {signed} / 2024年3月5日{policy}")
    assert (found.issuer, found.issued_on) == (issuer, "2024-03-05")
    assert (found.title, found.notice_title) == ("江泽省数据方案", NOTICE)


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("江泽省财政厅 / 江泽省教育厅 / 2024年3月5日", "江泽省财政厅、江泽省教育厅"),
        ("江泽省财政厅　江泽省教育厅 / 2024.3.5", "江泽省财政厅、江泽省教育厅"),
        ("江泽省财政厅　　2024年3月5日", "江泽省财政厅"),
    ],
)
def test_signatures_at_the_end(signed, issuer):
    found = parsed(f"江泽省数据方案{BODY} / {signed}")
    assert (found.issuer, found.issued_on) == (issuer, "2024-03-05")
    assert found.nodes[-1].children[-1].text.endswith("完成。")


@pytest.mark.parametrize(
    ("head", "title", "issuer", "number"),
    [
        (
            "教育部 财政部关于加强数据建设的通知 / 教财〔2024〕8号",
            "教育部 财政部关于加强数据建设的通知",
            "教育部、财政部",
            "教财〔2024〕8号",
        ),
        (
            "江泽省人民政府办公厅 关于加强数据建设的通知",
            "江泽省人民政府办公厅 关于加强数据建设的通知",
            "江泽省人民政府办公厅",
            None,
        ),
        (
            "中共江泽省委 / 江泽省人民政府文件 / 江发〔2024〕8号 / 关于加强数据建设的通知",
            "关于加强数据建设的通知",
            "中共江泽省委、江泽省人民政府",
            "江发〔2024〕8号",
        ),
        (
            "江泽省财政厅 / 江泽省教育厅 / 关于加强数据建设的通知 / 江财〔2024〕8号",
            "江泽省财政厅江泽省教育厅关于加强数据建设的通知",
            "江泽省财政厅、江泽省教育厅",
            "江财〔2024〕8号",
        ),
        (
            "江泽省财政厅关于加强数据建设的通知江财〔2024〕8号",
            "江泽省财政厅关于加强数据建设的通知",
            "江泽省财政厅",
            "江财〔2024〕8号",
        ),
        (
            "江泽省财政厅关于加强数据建设的通知（江财〔2024〕8号）",
            "江泽省财政厅关于加强数据建设的通知",
            "江泽省财政厅",
            "江财〔2024〕8号",
        ),
        (
            "江泽省财政厅关于加强数据建设的通知 / 江财2024〕8号",
            "江泽省财政厅关于加强数据建设的通知",
            "江泽省财政厅",
            "江财〔2024〕8号",
        ),
        (
            "江泽省财政厅关于加强数据建设的通知 / 江财﹝2024﹞第 8 号",
            "江泽省财政厅关于加强数据建设的通知",
            "江泽省财政厅",
            "江财〔2024〕8号",
        ),
    ],
)
def test_heads_of_a_notice_without_signature(head, title, issuer, number):
    found = parsed(f"{head} / 各市人民政府： / 现就有关事项通知如下。{BODY}")
    assert (found.title, found.issuer) == (title, issuer)
    assert (found.doc_number, found.addressees) == (number, "各市人民政府")


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("江泽省人民政府令 / 第12号", "江泽省人民政府令第12号"),
        ("江泽省人民政府令　第 12 号", "江泽省人民政府令第12号"),
        ("江 泽 省 人 民 政 府 令 / （第十二号）", "江泽省人民政府令第十二号"),
        ("江泽省人民政府令 / 2024年第3号", "江泽省人民政府令2024年第3号"),
        ("江泽省人民政府公告 / 〔2024〕第3号", "江泽省人民政府公告〔2024〕3号"),
        ("江泽省人民政府公告 / （十四届）第十二号", "江泽省人民政府公告（十四届）第十二号"),
    ],
)
def test_orders_and_their_numbers(head, number):
    found = parsed(
        f"{head} / 《江泽省数据办法》已经2024年3月1日常务会议通过，现予公布。 / 省　长　王某某"
        " / 2024年3月5日 / 江泽省数据办法 / 第一条 为了测试，制定本办法。 / 第二条 应当测试。~"
    )
    assert (found.title, found.doc_number) == ("江泽省数据办法", number)
    assert (found.issuer, found.issued_on) == ("江泽省人民政府", "2024-03-05")


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("省教育厅：", "省教育厅"),
        ("国务院：", "国务院"),
        ("同志们：", "同志们"),
        ("陈某某代表：", "陈某某代表"),
        ("各市人民政府∶", "各市人民政府"),
        ("各市人民政府,省政府各部门;", "各市人民政府,省政府各部门"),
        ("各市人民政府，省政府各部门", "各市人民政府，省政府各部门"),
    ],
)
def test_addressees(line, addressees):
    found = parsed(f"关于加强数据建设的函 / {line} / 现将有关事项函告如下。{BODY}")
    assert (found.title, found.addressees) == ("关于加强数据建设的函", addressees)


def test_addressees_in_the_line_of_the_text():
    found = parsed(f"关于加强数据建设的函 / 各市人民政府：现将有关事项函告如下。{BODY}")
    assert (found.title, found.addressees) == ("关于加强数据建设的函", "各市人民政府")
    assert found.nodes[0].text == "现将有关事项函告如下。"


@pytest.mark.parametrize(
    ("head", "title", "issuer", "issued_on"),
    [
        (
            "江泽省人民政府常务会议纪要 / 〔2024〕8号 / 江泽省人民政府办公厅　　2024年3月5日",
            "江泽省人民政府常务会议纪要",
            "江泽省人民政府办公厅",
            "2024-03-05",
        ),
        (
            "在全省会议上的讲话 / 省长　王某某 / （2024年3月5日） / 同志们：",
            "在全省会议上的讲话",
            None,
            "2024-03-05",
        ),
        ("江泽省数据导则 / 江泽省住房和城乡建设厅 / 2024年3月", "江泽省数据导则",
         "江泽省住房和城乡建设厅", None),
        (
            "江泽省人民政府办公厅 / 研究数据工作专题会议纪要 / 时间：2024年3月4日",
            "研究数据工作专题会议纪要",
            "江泽省人民政府办公厅",
            None,
        ),
        ("江泽省数据导则 / （2024年版） / 江泽省消防救援总队 / 二〇二四年十二月",
         "江泽省数据导则（2024年版）", "江泽省消防救援总队", None),
        (
            "江泽省数据办法 / （2024年3月5日江泽省人民政府令第12号公布　自2024年5月1日起施行）",
            "江泽省数据办法",
            "江泽省人民政府",
            "2024-03-05",
        ),
        (
            (f"江泽省数据条例 / {PASSED}　根据2017年9月1日《关于修改〈江泽省数据条例〉的决定》"
            "第一次修正　2024年3月5日第九次会议修订　自2024年5月1日起施行）"),
            "江泽省数据条例",
            None,
            "2024-03-05",
        ),
        (
            f"江泽省数据条例 / {PASSED} / 2024年3月5日第九次会议修订）",
            "江泽省数据条例",
            None,
            "2024-03-05",
        ),
    ],
)  # fmt: skip
def test_heads_without_a_notice(head, title, issuer, issued_on):
    found = parsed(f"{head} / 现将有关事项说明。{BODY}")
    assert (found.title, found.issuer, found.issued_on) == (title, issuer, issued_on)


@pytest.mark.timed
def test_a_long_line_of_words_names_nobody_and_is_read_once() -> None:
    assert signing.organs("张三 " * 100_000) == ()
    assert growth(lambda names: signing.organs("张三 " * names), 50_000) < 8

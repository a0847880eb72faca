"""Real documents of many authorities against the headings that a reader labelled."""

from collections import Counter
from statistics import fmean

from desktop.model import Kind
from tests.documents import CORPUS, corpus_files, gold_of, is_labelled, outline_of
from tests.scoring import heading_scores, reflow_score


def test_headings_of_real_documents():
    scores = {
        path.stem: heading_scores(gold_of(path), outline_of(path))
        for path in corpus_files()
        if is_labelled(path)
    }
    assert len(scores) == 8
    assert fmean(each.headings for each in scores.values()) >= 0.99, scores
    assert fmean(each.depth for each in scores.values()) >= 0.99, scores
    assert fmean(each.kind for each in scores.values()) >= 0.97, scores
    assert min(min(each.headings, each.depth) for each in scores.values()) >= 0.95, scores


def test_questions_and_answers_get_no_invented_measures():
    kinds = {node.kind for node in outline_of(CORPUS / "p22_qa_fuwuye.md").walk()}
    assert kinds == {Kind.LEAD}


def test_regulation_with_repeated_contents_is_counted_once():
    kinds = Counter(node.kind for node in outline_of(CORPUS / "l20_bj_shuzi_jingji.md").walk())
    assert (kinds[Kind.CHAPTER], kinds[Kind.ARTICLE]) == (9, 58)
    assert kinds[Kind.MEASURE] == kinds[Kind.SECTION] == 0


def test_encoding_does_not_change_the_outline():
    plain = outline_of(CORPUS / "k01_keyan_chengxin.txt")
    assert reflow_score(plain, outline_of(CORPUS / "x01_keyan_chengxin_gb18030.txt")) == 1.0


def test_data_of_real_documents():
    numbers = {path.stem[:3]: outline_of(path).doc_number for path in corpus_files()}
    assert numbers["p02"] == "沪府办规〔2025〕15号"
    assert numbers["k02"] == "发改办财金规〔2019〕860号"
    assert numbers["p20"] == "工信部联科〔2024〕12号"
    assert numbers["p22"] is None
    assert outline_of(CORPUS / "p02_sh_g60_cuoshi.md").issued_on == "2025-12-02"

"""A newer text of a corrected document comes as a Word file, a PDF or a page.

What was put right is put right again where its place is found, and named where it is not; all that
hangs on measures, links and search follow.
"""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from desktop.actions import (
    citing,
    comparing,
    corrected_places,
    correcting,
    documents,
    history,
    ledger,
    library,
    marks,
    reading,
    search,
    tags,
)
from desktop.annotations import Target
from desktop.comparison import Edition
from desktop.corrections import Deed, Move, Regrade, SetDatum
from desktop.model import Kind, Node
from desktop.store import Store
from tests.actions.test_versions import FIRST, SECOND
from tests.journeys import policy
from tests.pdfs import typeset
from tests.readers.word_files import as_word

WHO = "张三"
NAMED = "关于测试的若干措施（7）"
Writer = Callable[[Path, str], None]


def _pdf(path: Path, text: str) -> None:
    paragraphs = [line for line in text.split("\n") if line]
    titles = {"汾河市人民政府", "关于印发汾河市稳住经济若干措施的通知", "汾河市稳住经济若干措施"}
    typeset(path, [f"  {line}" if line in titles else line for line in paragraphs])


def _word(path: Path, text: str) -> None:
    path.write_bytes(as_word("\n".join(line for line in text.split("\n") if line)))


def _page(path: Path, text: str) -> None:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n") if line)
    path.write_text(f"<html><meta charset=utf-8><body>{body}</body></html>", "utf-8")


WRITERS: dict[str, Writer] = {"docx": _word, "pdf": _pdf, "html": _page}


class Brought:
    """A library with the document in one format, corrected, and full of what hangs on it."""

    def __init__(self, store: Store, folder: Path, ending: str) -> None:
        self.store, self._file, self._write = store, folder / f"措施.{ending}", WRITERS[ending]
        self.other = documents.import_file(store, path=policy(folder, 7)).document
        self.document = self.bring(FIRST, "new")
        self.measures = {title: node.id for title, node in self.nodes().items()}

    def bring(self, text: str, outcome: str) -> str:
        self._write(self._file, text)
        found = documents.import_file(self.store, path=self._file)
        assert found.outcome == outcome
        assert found.document is not None
        return found.document.id

    def nodes(self) -> dict[str, Node]:
        """The measures by their titles."""
        outline = documents.load_outline(self.store, document=self.document)
        return {node.title.rstrip("。"): node for node in outline.walk() if node.text}

    def do(self, *deeds: Deed | None) -> None:
        found = [deed for deed in deeds if deed]
        correcting.correct(self.store, author=WHO, document=self.document, deeds=found)

    def reword(self, title: str, old: str, new: str) -> None:
        node = self.nodes()[title]
        assert old in node.text
        self.do(correcting.rewording(node, words="text", text=node.text.replace(old, new)))

    def unfit(self) -> list[str]:
        listed = corrected_places.listed(self.store, document=self.document)
        assert all(each.correction.author == WHO and each.correction.at for each in listed)
        return [each.name for each in listed if not each.correction.fits]


BUILD, PRIVATE, CARS, TRADE, SUPPORT = (
    "加快重大项目建设", "支持民间投资", "促进汽车消费", "稳定外贸订单", "强化要素保障",
)  # fmt: skip


@pytest.fixture(params=WRITERS)
def brought(request: pytest.FixtureRequest, store: Store, tmp_path: Path, qapp: object) -> Brought:
    """A correction of each kind but those that move words out of the tree."""
    own = Brought(store, tmp_path, request.param)
    own.reword(BUILD, "逐月调度", "逐周调度")
    own.reword(CARS, "购车补贴", "购车补助")
    own.reword(SUPPORT, "推行拿地即开工", f"落实《{NAMED}》")
    node = own.nodes()[SUPPORT]
    own.do(correcting.rewording(node, words="label", text="五、"))
    own.do(Move(node.id, "", own.measures[BUILD]))
    own.do(Regrade(own.measures[PRIVATE], Kind.ARTICLE, correcting.fresh_id()))
    own.do(correcting.splitting(own.nodes()[BUILD], at=own.nodes()[BUILD].text.index("对进度")))
    own.do(SetDatum("issuer", "汾河市政府"))
    return own


def test_what_was_put_right_and_what_hangs_on_it_follow(brought: Brought) -> None:
    store, measures = brought.store, brought.measures
    targets = [Target("node", measures[title]) for title in (BUILD, CARS)]
    tags.tag(store, author=WHO, targets=targets, path="投资")
    (item,) = ledger.start(store, author=WHO, nodes=[measures[PRIVATE]])
    reading.set_read(store, author=WHO, nodes=[measures[BUILD], measures[SUPPORT]], read=True)
    assert brought.other
    found = comparing.compare(store, a=Edition(brought.document), b=Edition(brought.other.id))
    pairs = [(measures[BUILD], found.b.measures[0].node)]
    comparing.accept(store, author=WHO, comparison=found, pairs=pairs)
    start = brought.nodes()[BUILD].text.index("逐周")
    mark = marks.add(store, author=WHO, pieces=[(measures[BUILD], start, start + 4)])
    lost = marks.add(store, author=WHO, pieces=[(measures[CARS], 10, 20)])
    assert brought.unfit() == []

    brought.bring(SECOND, "version")
    assert library.check(store) == []
    nodes = brought.nodes()
    assert {title: nodes[title].id for title in (BUILD, PRIVATE, TRADE, SUPPORT)} == {
        title: measures[title] for title in (BUILD, PRIVATE, TRADE, SUPPORT)
    }
    assert brought.unfit() == ["更正文字“贴”→“助”"]
    assert "固定资产投资六千亿元，逐周调度。" in nodes[BUILD].text
    assert nodes[SUPPORT].label == "五、"
    assert nodes[PRIVATE].kind is Kind.ARTICLE
    assert f"落实《{NAMED}》" in nodes[SUPPORT].text
    order = [node.id for node in nodes.values()]
    assert order.index(measures[SUPPORT]) < order.index(measures[PRIVATE])
    assert documents.load_outline(store, document=brought.document).issuer == "汾河市政府"
    assert store.follow_ups.get([item.id])[0].node == measures[PRIVATE]
    assert store.ticks.among(list(measures.values())) == {measures[BUILD], measures[SUPPORT]}
    (tag,) = tags.tree(store)
    assert {each.target.id for each in store.tags.uses([tag.id])} == {each.id for each in targets}
    assert {each.a for each in store.pairs.all()} | {each.b for each in store.pairs.all()} >= {
        measures[BUILD]
    }
    assert marks.get(store, mark=mark.id).quote == "逐周调度"
    assert marks.get(store, mark=lost.id).orphaned

    brought.bring(FIRST.replace("五千亿元", "七千亿元"), "version")
    assert library.check(store) == []
    assert brought.unfit() == []
    assert "购车补助" in brought.nodes()[CARS].text
    assert brought.nodes()[CARS].id == measures[CARS]
    assert not marks.get(store, mark=lost.id).orphaned


def test_search_follows(brought: Brought) -> None:
    brought.bring(SECOND, "version")
    search.update(brought.store)
    hits = search.find(brought.store, text="逐周调度").hits
    assert [hit.node for hit in hits] == [brought.measures[BUILD]]
    assert not search.find(brought.store, text="逐月调度").hits


def test_links_follow(brought: Brought) -> None:
    def named() -> list[str]:
        return [each.node for each in citing.cites(brought.store, document=brought.document)]

    assert named() == [brought.measures[SUPPORT]]
    brought.bring(SECOND, "version")
    assert named() == [brought.measures[SUPPORT]]


def test_what_was_done_before_the_newer_text_is_taken_back_on_it(brought: Brought) -> None:
    brought.bring(SECOND, "version")
    every = correcting.of_document(brought.store, document=brought.document)
    correcting.reset(
        brought.store, author=WHO, document=brought.document,
        corrections=[each.id for each in every],
    )  # fmt: skip
    now = documents.load_outline(brought.store, document=brought.document)
    assert now == correcting.printed(brought.store, document=brought.document)
    assert "逐月调度" in brought.nodes()[BUILD].text
    history.undo(brought.store)
    assert "逐周调度" in brought.nodes()[BUILD].text
    assert library.check(brought.store) == []

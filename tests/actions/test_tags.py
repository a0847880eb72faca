"""Tags form a forest, are carried by marks, nodes and documents, and can be combined."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions import documents, history, library, marks, tags
from desktop.annotations import Both, Either, Expression, Has, Not, Target
from desktop.errors import UserError
from desktop.store import Store
from tests.actions.made import fill

WHO = "张三"


def nodes(*ids: str) -> list[Target]:
    return [Target("node", id_) for id_ in ids]


def counted(store: Store) -> dict[str, tuple[int, int]]:
    return {tag.path: (tag.own, tag.uses) for tag in tags.tree(store)}


def by_path(store: Store) -> dict[str, str]:
    return {tag.path: tag.id for tag in tags.tree(store)}


def test_a_path_makes_all_the_tags_on_it(filled: Store) -> None:
    made = tags.create(filled, author=WHO, path=" 能源 / 煤炭\n开采", colour="#aa0000")
    assert (made.name, made.path, made.colour) == ("煤炭 开采", "能源/煤炭 开采", "#aa0000")
    assert list(by_path(filled)) == ["能源", "能源/煤炭 开采"]
    again = tags.create(filled, author=WHO, path="能源/煤炭 开采")
    assert again.id == made.id
    assert tags.tree(filled)[1].colour == "#aa0000"
    assert [entry.label for entry in history.entries(filled, limit=9)] == [
        "新建标签“能源/煤炭 开采”"
    ]


@pytest.mark.parametrize(
    "path", ["", " ", "/", "能源/", "/煤炭", "甲//乙", "/".join("一二三四五六七八九十")]
)
def test_a_path_without_names_or_too_deep_is_refused(filled: Store, path: str) -> None:
    for make in (
        lambda: tags.create(filled, author=WHO, path=path),
        lambda: tags.tag(filled, author=WHO, targets=nodes("a-1"), path=path),
    ):
        with pytest.raises(UserError, match="没有改动"):
            make()
    assert tags.tree(filled) == []


def test_tags_are_put_on_many_things_at_once_and_counted(filled: Store) -> None:
    mark = marks.add(filled, author=WHO, pieces=[("a-1", 0, 4)])
    targets = [*nodes("a-1", "a-2"), Target("document", "b"), Target("mark", mark.id)]
    tags.tag(filled, author=WHO, targets=targets, path="能源/煤炭")
    tags.tag(filled, author=WHO, targets=nodes("a-1", "a-3", "a-3"), path="能源")
    assert counted(filled) == {"能源": (2, 5), "能源/煤炭": (4, 4)}
    carried = tags.of(filled, targets=[*targets, *nodes("b-1")])
    assert [[tag.path for tag in carried[target]] for target in [*targets, *nodes("b-1")]] == [
        ["能源", "能源/煤炭"],
        ["能源/煤炭"],
        ["能源/煤炭"],
        ["能源/煤炭"],
        [],
    ]
    tags.untag(filled, author=WHO, targets=targets, tag=by_path(filled)["能源/煤炭"])
    assert counted(filled) == {"能源": (2, 2), "能源/煤炭": (0, 0)}
    documents.remove(filled, documents=["a"])
    assert counted(filled)["能源"] == (0, 0)
    assert library.check(filled) == []


@pytest.mark.parametrize(
    "target", [Target("node", "没有"), Target("mark", "没有"), Target("document", "没有")]
)
def test_what_is_gone_is_not_tagged(filled: Store, target: Target) -> None:
    with pytest.raises(UserError, match="请刷新"):
        tags.tag(filled, author=WHO, targets=[*nodes("a-1"), target], path="能源")
    assert tags.tree(filled) == []


def test_a_tag_is_renamed_recoloured_described(filled: Store) -> None:
    energy = tags.create(filled, author=WHO, path="能源")
    tags.create(filled, author=WHO, path="民生/消费")
    tags.rename(filled, author=WHO, tag=energy.id, name="能源保供😀")
    tags.recolour(filled, author=WHO, tag=energy.id, colour="#00ff00")
    tags.describe(filled, author=WHO, tag=energy.id, description="煤、电\n\0气" + "长" * 10_000)
    found = {tag.id: tag for tag in tags.tree(filled)}[energy.id]
    assert (found.path, found.colour) == ("能源保供😀", "#00ff00")
    assert found.description == "煤、电\n\0气" + "长" * 10_000
    with pytest.raises(UserError, match="不是颜色"):
        tags.recolour(filled, author=WHO, tag=energy.id, colour="绿")
    with pytest.raises(UserError, match="不是颜色"):
        tags.create(filled, author=WHO, path="新", colour="#12345")
    for name in ("", " ", "甲/乙", "民生"):
        with pytest.raises(UserError, match="没有改动"):
            tags.rename(filled, author=WHO, tag=energy.id, name=name)
    tags.rename(filled, author=WHO, tag=energy.id, name="消费")  # another's child has that name
    assert set(by_path(filled)) == {"消费", "民生", "民生/消费"}


def test_a_tag_moves_with_all_below_but_not_below_itself(filled: Store) -> None:
    tags.create(filled, author=WHO, path="甲/乙/丙")
    tags.create(filled, author=WHO, path="丁/乙")
    ids = by_path(filled)
    for tag, parent in (("甲", "甲"), ("甲", "甲/乙/丙"), ("甲/乙", "丁")):
        with pytest.raises(UserError, match="没有改动"):
            tags.move(filled, author=WHO, tag=ids[tag], parent=ids[parent])
    tags.move(filled, author=WHO, tag=ids["甲/乙"], parent=None)
    assert set(by_path(filled)) == {"甲", "乙", "乙/丙", "丁", "丁/乙"}
    tags.move(filled, author=WHO, tag=ids["丁"], parent=ids["甲/乙/丙"])
    assert set(by_path(filled)) == {"甲", "乙", "乙/丙", "乙/丙/丁", "乙/丙/丁/乙"}
    tags.create(filled, author=WHO, path="1/2/3/4/5/6/7/8")
    tags.merge(filled, author=WHO, tag=ids["丁"], into=by_path(filled)["1/2/3/4/5/6/7/8"])
    assert "1/2/3/4/5/6/7/8/乙" in by_path(filled)
    history.undo(filled)
    with pytest.raises(UserError, match="最多"):
        tags.move(filled, author=WHO, tag=ids["丁"], parent=by_path(filled)["1/2/3/4/5/6/7/8"])
    assert library.check(filled) == []


def test_merging_brings_together_what_carries_them_and_what_is_below(filled: Store) -> None:
    tags.tag(filled, author=WHO, targets=nodes("a-1", "a-2"), path="能源")
    tags.tag(filled, author=WHO, targets=nodes("a-3"), path="能源/煤炭/焦煤")
    tags.tag(filled, author=WHO, targets=nodes("a-2", "a-3"), path="电力")
    tags.tag(filled, author=WHO, targets=nodes("b-0"), path="电力/煤炭")
    tags.tag(filled, author=WHO, targets=nodes("b-1"), path="电力/风电")
    ids = by_path(filled)
    both = Both((Has(ids["电力"]), Not(Either((Has(ids["电力/煤炭"]), Has(ids["能源"]))))))
    tags.save_filter(filled, author=WHO, name="筛选", expression=both)
    tags.merge(filled, author=WHO, tag=ids["电力"], into=ids["能源"])
    assert counted(filled) == {
        "能源": (3, 5),
        "能源/煤炭": (1, 2),
        "能源/煤炭/焦煤": (1, 1),
        "能源/风电": (1, 1),
    }
    (saved,) = tags.filters(filled)
    energy, coal = Has(ids["能源"]), Has(ids["能源/煤炭"])
    assert saved.expression == Both((energy, Not(Either((coal, energy)))))
    assert library.check(filled) == []
    assert history.undo(filled) == "合并标签“电力”"
    assert by_path(filled) == ids
    assert tags.filters(filled)[0].expression == both


def test_a_tag_is_not_merged_into_itself_or_what_is_below(filled: Store) -> None:
    tags.create(filled, author=WHO, path="甲/乙")
    ids = by_path(filled)
    for into in ("甲", "甲/乙"):
        with pytest.raises(UserError, match="之内"):
            tags.merge(filled, author=WHO, tag=ids["甲"], into=ids[into])
    tags.merge(filled, author=WHO, tag=ids["甲/乙"], into=ids["甲"])
    assert list(by_path(filled)) == ["甲"]


def test_deleting_tells_how_many_carried_it_and_is_undone(filled: Store) -> None:
    tags.tag(filled, author=WHO, targets=nodes("a-1", "a-2"), path="能源")
    tags.tag(filled, author=WHO, targets=nodes("a-2", "a-3"), path="能源/煤炭")
    before = counted(filled)
    assert tags.delete(filled, author=WHO, tag=by_path(filled)["能源"]) == 3
    assert tags.tree(filled) == []
    assert history.undo(filled) == "删除标签“能源”"
    assert counted(filled) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda store: tags.rename(store, author=WHO, tag="没有", name="甲"),
        lambda store: tags.recolour(store, author=WHO, tag="没有", colour=""),
        lambda store: tags.describe(store, author=WHO, tag="没有", description="甲"),
        lambda store: tags.move(store, author=WHO, tag="没有", parent=None),
        lambda store: tags.merge(store, author=WHO, tag="没有", into="没有"),
        lambda store: tags.delete(store, author=WHO, tag="没有"),
        lambda store: tags.untag(store, author=WHO, targets=[], tag="没有"),
    ],
)
def test_a_tag_that_is_gone_is_named(filled: Store, change: Callable[[Store], object]) -> None:
    with pytest.raises(UserError, match="标签已不在库中"):
        change(filled)


def test_a_node_carries_the_tags_of_its_marks(filled: Store) -> None:
    mark = marks.add(filled, author=WHO, pieces=[("a-1", 0, 4), ("a-2", 0, 4)])
    whole = marks.annotate_node(filled, author=WHO, node="a-3", note="甲")
    tags.tag(
        filled,
        author=WHO,
        targets=[Target("mark", mark.id), Target("mark", whole.id), Target("document", "b")],
        path="能源/煤炭",
    )
    tags.tag(filled, author=WHO, targets=nodes("a-3"), path="能源/风电")
    ids = {path: Has(id_) for path, id_ in by_path(filled).items()}
    cases: list[tuple[Expression, set[str]]] = [
        (ids["能源/煤炭"], {"a-1", "a-2", "a-3", "b"}),
        (ids["能源"], {"a-1", "a-2", "a-3", "b"}),
        (Both((ids["能源/煤炭"], ids["能源/风电"])), {"a-3"}),
        (Both((ids["能源/煤炭"], Not(ids["能源/风电"]))), {"a-1", "a-2", "b"}),
        (Not(ids["能源"]), {"a", "a-0", "b-0", "b-1"}),
        (Has("没有"), set()),
        (Either(()), set()),
        (Not(Both(())), set()),
    ]
    for expression, expected in cases:
        assert tags.nodes_with(filled, expression=expression) == expected
    documents.remove(filled, documents=["a"])
    assert tags.nodes_with(filled, expression=ids["能源"]) == {"b"}


EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from("甲乙丙").map(Has),
    lambda part: (
        st.builds(Not, part)
        | st.lists(part, max_size=3)
        .map(tuple)
        .flatmap(lambda parts: st.sampled_from([Both(parts), Either(parts)]))
    ),
    max_leaves=6,
)


def named(part: Expression, ids: dict[str, str]) -> Expression:
    """The expression with ids in place of names."""
    match part:
        case Has(tag):
            return Has(ids[tag])
        case Not(inner):
            return Not(named(inner, ids))
        case Both(parts):
            return Both(tuple(named(each, ids) for each in parts))
        case Either(parts):
            return Either(tuple(named(each, ids) for each in parts))


def holds(part: Expression, names: set[str]) -> bool:
    match part:
        case Has(tag):
            return tag in names
        case Not(inner):
            return not holds(inner, names)
        case Both(parts):
            return all(holds(each, names) for each in parts)
        case Either(parts):
            return any(holds(each, names) for each in parts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(expression=EXPRESSIONS)
def test_combinations_mean_what_they_say(store: Store, expression: Expression) -> None:
    """Five measures carry the tags in five ways; each is asked by itself."""
    if not documents.list_documents(store):
        fill(store)
        for node, chosen in zip(
            ("a-1", "a-2", "a-3", "b-0", "b-1"),
            [*combinations("甲乙丙", 1), *combinations("甲乙丙", 2)],
            strict=False,
        ):
            for name in chosen:
                tags.tag(store, author=WHO, targets=nodes(node), path=name)
    ids = by_path(store)
    carried = {
        target.id: {tag.path for tag in found}
        for target, found in tags.of(
            store, targets=nodes("a-1", "a-2", "a-3", "b-0", "b-1")
        ).items()
    }

    expected = {node for node, names in carried.items() if holds(expression, names)}
    found = tags.nodes_with(store, expression=named(expression, ids))
    assert found & carried.keys() == expected
    saved = tags.save_filter(store, author=WHO, name="筛选", expression=named(expression, ids))
    assert tags.filters(store) == [saved]


def test_filters_are_saved_replaced_and_deleted(filled: Store) -> None:
    one = tags.save_filter(filled, author=WHO, name=" 未落实 ", expression=Has("x"))
    two = tags.save_filter(filled, author=WHO, name="未落实", expression=Not(Has("x")))
    assert one.id == two.id
    assert [(each.name, each.expression) for each in tags.filters(filled)] == [
        ("未落实", Not(Has("x")))
    ]
    with pytest.raises(UserError, match="不能为空"):
        tags.save_filter(filled, author=WHO, name=" ", expression=Has("x"))
    tags.delete_filter(filled, author=WHO, saved="没有")
    tags.delete_filter(filled, author=WHO, saved=one.id)
    assert tags.filters(filled) == []


def test_suggestions_are_known_tags_and_the_measures_own_words(
    filled: Store, tmp_path: Path
) -> None:
    def suggested() -> list[str]:
        return tags.suggestions(filled, node="a-1", cache=tmp_path)

    assert "煤炭" not in suggested()  # only one text of this library has the word
    tags.create(filled, author=WHO, path="能源/煤炭")
    tags.create(filled, author=WHO, path="建设")
    assert suggested()[0] == "能源/煤炭"
    tags.tag(filled, author=WHO, targets=nodes("a-1"), path="能源/煤炭")
    assert "能源/煤炭" not in suggested()
    with pytest.raises(UserError, match="不在"):
        tags.suggestions(filled, node="没有", cache=tmp_path)

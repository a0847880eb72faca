"""The outline does not depend on how the text was broken into lines."""

from itertools import product
from statistics import fmean

import pytest

from tests.documents import (
    corpus_files,
    outline_of,
    outline_of_text,
    pattern_files,
    seed_files,
)
from tests.printed import STYLES, clean_text, printed
from tests.scoring import reflow_score

SEEDS = range(3)
ONE_EACH = [(style, style % len(SEEDS)) for style, _ in enumerate(STYLES)]
EVERY = list(product(range(len(STYLES)), SEEDS))
SETTINGS = [ONE_EACH, pytest.param(EVERY, marks=pytest.mark.soak)]
"""Styles and random seeds."""
WRAPPED = ("27", "28", "39", "40")  # pattern documents that are printed pages already
ENCODED = "x01"  # the same text as k01


def scores(text, settings):
    """Reflow scores of a clean text, by style and random seed."""
    clean = outline_of_text(text)
    return {
        setting: reflow_score(clean, outline_of_text(printed(text, *setting)))
        for setting in settings
    }


def check(texts, settings, mean, least):
    found = {name: scores(text, settings) for name, text in texts.items()}
    every = [score for each in found.values() for score in each.values()]
    low = {
        name: (round(fmean(each.values()), 4), round(min(each.values()), 4))
        for name, each in found.items()
        if min(each.values()) < 1
    }
    assert fmean(every) >= mean, low
    assert min(every) >= least, low


@pytest.mark.timeout(180)
@pytest.mark.parametrize("settings", SETTINGS, ids=["one each", "every"])
def test_seeds_and_real_documents(settings):
    texts = {path.stem: clean_text(outline_of(path)) for path in seed_files()}
    texts |= {
        path.stem: path.read_text(encoding="utf-8")
        for path in corpus_files()
        if not path.stem.startswith(ENCODED)
    }
    check(texts, settings, mean=0.97, least=0.90)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("settings", SETTINGS, ids=["one each", "every"])
def test_pattern_documents(settings):
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in pattern_files()
        if not path.stem.startswith(WRAPPED)
    }
    check(texts, settings, mean=0.95, least=0.5)


def test_clean_text_of_a_seed_has_the_seed_s_tree():
    for path in seed_files():
        outline = outline_of(path)
        assert reflow_score(outline, outline_of_text(clean_text(outline))) >= 0.99

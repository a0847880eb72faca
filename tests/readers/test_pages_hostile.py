"""Broken and hostile PDF and OFD files: a sentence or a clean import, soon, and nothing else."""

import random
import re
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from desktop import readers
from desktop.errors import UserError
from desktop.readers import apart
from desktop.readers.reading import BadFileError, straight_on
from tests.documents import CORPUS
from tests.fuzz import pdf_graphs
from tests.ofds import ofd, page, text_object
from tests.readers import helped
from tests.readers.pdf_files import minimal, stream

REAL = [CORPUS / "k02_geshui_xinyong.pdf", CORPUS / "o01_pifu_luqiao.ofd"]
SOON = 12.0  # seconds, the helper's patience and a little


def outcome(name: str, data: bytes) -> str:
    """What becomes of a file: "read" or "refused", in time."""
    begun, told = time.monotonic(), ""
    try:
        assert readers.parsed(Path(name), data).lines
    except UserError as fault:
        told = str(fault)
    assert time.monotonic() - begun < SOON
    assert not told or name in told
    return "refused" if told else "read"


PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
WORDS = stream(b"BT /F 12 Tf 72 700 Td (Chapter one) Tj ET")
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % FONT


def bomb(megabytes: int) -> bytes:
    """So many million blanks, packed: the same stretch of packed ones over and over."""
    packer, blanks = zlib.compressobj(9), b" " * 1_000_000
    head = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + again * (megabytes - 1) + packer.flush()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "loop of pages": lambda: minimal(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"),
    "pages that are not there": lambda: minimal(
        CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", PAGE, WORDS
    ),
    "very large page": lambda: minimal(
        CATALOG, PAGES, PAGE.replace(b"0 0 595 842", b"0 0 1e9 1e9"), WORDS
    ),
    "page without area": lambda: minimal(
        CATALOG, PAGES, PAGE.replace(b"0 0 595 842", b"0 0 0 0"), WORDS
    ),
    "nested arrays": lambda: minimal(CATALOG, PAGES, PAGE, WORDS, b"[" * 200_000 + b"]" * 200_000),
    "nested states": lambda: minimal(CATALOG, PAGES, PAGE, stream(b"q " * 300_000)),
    "form in itself": lambda: minimal(
        CATALOG,
        PAGES,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>",
        stream(b"/X Do"),
        stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                         b"/Resources << /XObject << /X 5 0 R >> >>"),
    ),
    "bomb": lambda: minimal(
        CATALOG,
        PAGES,
        PAGE,
        stream(bomb(400), b"/Filter /FlateDecode"),
    ),
    "file of another kind": lambda: b"%PDF-1.7\n" + bytes(1000),
    "link to the net": lambda: minimal(
        CATALOG[:-2] + b"/OpenAction << /S /URI /URI (http://example.invalid/) >> >>",
        PAGES, PAGE, WORDS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pdfs(name: str) -> None:
    assert outcome("坏.pdf", HOSTILE[name]()) in {"read", "refused"}


def test_very_many_objects_of_an_ofd(tmp_path: Path) -> None:
    many = "".join(text_object(10 + n % 500, n % 800, "字") for n in range(20_000))
    file = ofd(tmp_path / "多.ofd", [page([], rest=many)])
    assert outcome(file.name, file.read_bytes()) == "read"


def test_a_library_that_crashes_takes_only_its_helper_along() -> None:
    with pytest.raises(BadFileError, match="异常退出"):
        apart.run(helped.crash, b"x", step=straight_on)


def test_a_library_that_takes_all_memory_is_stopped() -> None:
    with pytest.raises(BadFileError):
        apart.run(helped.greed, b"x", step=straight_on)


def test_a_library_that_hangs_is_stopped() -> None:
    with pytest.raises(BadFileError, match="时间过长"):
        apart.run(helped.hang, b"x", step=straight_on, patience=0.5)


def _spoilt(data: bytes, rng: random.Random) -> bytes:
    """Spoil a file: bytes changed, parts cut out, doubled or swapped, numbers made absurd."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 30)):
        if len(out) < 2:
            break
        at = rng.randrange(len(out))
        end = min(len(out), at + rng.choice((1, 4, 40, 400)))
        match rng.randrange(5):
            case 0:
                out[at] = rng.randrange(256)
            case 1:
                del out[at:end]
            case 2:
                out[at:at] = out[at:end]
            case 3:
                out[at:end] = rng.randbytes(end - at)
            case _:
                number = re.compile(rb"\d+").search(out, at)
                if number:
                    out[slice(*number.span())] = rng.choice((b"0", b"-1", b"99999999999", b"7"))
    return bytes(out)


def _repacked(data: bytes, rng: random.Random) -> bytes:
    """Spoil one file in a zip, so that the rest of it can still be opened."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        chosen = rng.choice([name for name in old.namelist() if name.endswith(".xml")])
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, _spoilt(held, rng) if name == chosen and held else held)
    return made.getvalue()


@pytest.mark.soak
@pytest.mark.parametrize("file", REAL, ids=lambda file: file.suffix)
def test_files_cut_short_anywhere(file: Path) -> None:
    data = file.read_bytes()
    rng = random.Random(file.name)  # noqa: S311 - places, not secrets
    found = Counter(outcome(file.name, data[: rng.randrange(1, len(data))]) for _ in range(200))
    assert found.total() == 200


def test_a_control_character_between_words_costs_none_of_them() -> None:
    words = stream(rb"BT /F 12 Tf 72 700 Td (One \001 two three four five six) Tj ET")
    data = minimal(CATALOG, PAGES, PAGE, words)
    lines = readers.parsed(Path("甲.pdf"), data).lines
    assert [line.text for line in lines] == ["One two three four five six"]


def test_half_a_character_that_a_font_means_is_shown_as_lost() -> None:
    objects = pdf_graphs.honest()
    objects[15] = pdf_graphs.unicode_map(b"<4E00> <4E00> <d800>")
    lines = readers.parsed(Path("甲.pdf"), minimal(*map(pdf_graphs.written, objects))).lines
    text = "".join(line.text for line in lines)
    assert "Chapter" in text
    assert text.encode()  # which half of a character would not let be


@pytest.mark.soak
@pytest.mark.parametrize("file", REAL, ids=lambda file: file.suffix)
def test_files_spoilt_anywhere(file: Path) -> None:
    data = file.read_bytes()
    found: Counter[str] = Counter()
    for seed in range(400):
        rng = random.Random(seed)  # noqa: S311 - places, not secrets
        spoilt = _repacked(data, rng) if file.suffix == ".ofd" else _spoilt(data, rng)
        found[outcome(file.name, spoilt)] += 1
    assert found["read"] > 0
    assert found["refused"] > 0

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.views.theme import DARK, LIGHT, Appearance, Fonts, Theme, font, palette, styled

SHEET = paths.resources() / "ceyue.qss"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [channel / 255 for channel in QColor(colour).getRgb()[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_chinese_face_is_found_for_text_and_interface(qapp: QApplication) -> None:
    fonts = Fonts.found()
    for chain in (fonts.serif, fonts.sans, fonts.kai):
        made = font(chain, 17)
        assert QFontInfo(made).family() in chain
        raw = QRawFont.fromFont(made)
        assert all(raw.supportsCharacter(ord(char)) for char in "策阅〔2023〕专栏，。")
        assert QFontMetrics(made).horizontalAdvance("策") == 17


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_writing_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.paper, theme.panel, theme.raised, theme.field, theme.box, theme.pressed):
        assert contrast(theme.text, ground) >= 7
    for ground in (theme.paper, theme.panel, theme.box):
        assert contrast(theme.quiet, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5
        assert contrast(theme.signal, ground) >= 4.5
    for ground in (theme.found, theme.found_now, theme.selection, theme.flash, theme.notice):
        assert contrast(theme.text, ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_paper_is_warm_in_light_and_grey_in_dark() -> None:
    light, dark = QColor(LIGHT.paper), QColor(DARK.paper)
    assert light.red() > light.blue()
    assert 20 < dark.lightness() < 60


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_sheet_has_only_colours_of_the_theme(theme: Theme) -> None:
    sheet = styled(SHEET.read_text("utf-8"), theme)
    rules = "\n".join(line for line in sheet.splitlines() if not line.startswith("/*"))
    assert "@" not in rules.replace("@folder/", "")
    assert all((SHEET.parent / name).is_file() for name in re.findall(r"@folder/([\w.]+)", rules))
    assert theme.accent in rules


def test_longer_names_are_not_cut_by_shorter_ones() -> None:
    assert styled("@on_accent @text @field", LIGHT) == "#ffffff #26241f #fdfcf9"


def test_the_palette_tells_which_theme_it_is() -> None:
    assert palette(DARK).color(QPalette.ColorRole.Base) == QColor(DARK.paper)
    assert palette(LIGHT).color(QPalette.ColorRole.Text) == QColor(LIGHT.text)
    assert len(asdict(LIGHT)) == len(asdict(DARK))


def test_the_setting_decides_what_is_used(qapp: QApplication) -> None:
    appearance = Appearance(qapp, sheet=SHEET)
    assert appearance.use("dark") is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.desk)
    assert appearance.use("light") is LIGHT
    assert appearance.use("system") in {LIGHT, DARK}
    assert QCoreApplication.instance() is qapp

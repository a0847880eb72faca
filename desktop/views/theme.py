"""Colours and fonts of the program in light and dark, and how they reach Qt."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

SERIF = (
    "Source Han Serif SC", "Source Han Serif CN", "思源宋体", "Noto Serif CJK SC", "Noto Serif SC",
    "SimSun", "宋体", "Songti SC", "STSong", "华文宋体", "AR PL UMing CN",
)  # fmt: skip
SANS = (
    "Source Han Sans SC", "Source Han Sans CN", "思源黑体", "Noto Sans CJK SC", "Noto Sans SC",
    "Microsoft YaHei UI", "Microsoft YaHei", "微软雅黑", "PingFang SC", "SimHei", "黑体",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip
KAI = (
    "KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "Kaiti SC", "STKaiti", "华文楷体",
    "LXGW WenKai", "霞鹜文楷", "AR PL UKai CN", "TW-Kai",
)  # fmt: skip
UI_PIXELS = 13
GRID = 8


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as #RRGGBB.

    Attributes:
        dark: whether light text stands on a dark page.
        desk: what the page lies on.
        paper: the page.
        panel: trees, lists and bars beside the page.
        raised: menus and tips above everything.
        field: where one types.
        text, quiet, faint: three strengths of writing.
        line: hairlines.
        thumb: handles of scroll bars.
        hover, pressed: a thing pointed at, pressed or selected.
        accent, on_accent: ink blue, and writing on it.
        signal: seal red, for what is overdue or wrong.
        selection: selected text.
        box: the ground of a box on the page.
        found, found_now: a hit of the search in the page, and the one it stands at.
        flash: what a jump has reached.
        notice: a message across the top.
    """

    dark: bool
    desk: str
    paper: str
    panel: str
    raised: str
    field: str
    text: str
    quiet: str
    faint: str
    line: str
    thumb: str
    hover: str
    pressed: str
    accent: str
    on_accent: str
    signal: str
    selection: str
    box: str
    found: str
    found_now: str
    flash: str
    notice: str


LIGHT = Theme(
    dark=False, desk="#ebe7de", paper="#fcfaf5", panel="#f4f1ea", raised="#fdfcf9",
    field="#fdfcf9", text="#26241f", quiet="#6b665c", faint="#a19a8c", line="#dcd6ca",
    thumb="#cac3b4", hover="#e8e3d8", pressed="#dbe2e9", accent="#24507f", on_accent="#ffffff",
    signal="#a5302a", selection="#bfd6ec", box="#f6f2e8", found="#f7e7ab", found_now="#f1bd63",
    flash="#d5e4f2", notice="#f7eed2",
)  # fmt: skip
DARK = Theme(
    dark=True, desk="#1d1e20", paper="#26272a", panel="#222326", raised="#2e2f33",
    field="#2a2b2f", text="#d9d6cf", quiet="#9c988f", faint="#6d6a64", line="#3a3b3f",
    thumb="#4a4b50", hover="#323338", pressed="#34414f", accent="#8bb4de", on_accent="#16212c",
    signal="#e5857b", selection="#38567a", box="#2b2c30", found="#4a4222", found_now="#785518",
    flash="#30465d", notice="#3b3626",
)  # fmt: skip


def installed(chain: tuple[str, ...], there: Collection[str]) -> list[str]:
    """Return the fonts of a chain that are there, in the chain's order; maybe none."""
    return [family for family in chain if family in there]


@dataclass(frozen=True)
class Fonts:
    """The font families in use, each a chain for Qt to fall through, never empty of a CJK face."""

    serif: list[str]
    sans: list[str]
    kai: list[str]

    @classmethod
    def found(cls) -> "Fonts":
        """Return the chains that this machine can show.

        Where it has no Kai face, leads are set in the Song face; where it has neither Song nor
        Hei face, in whatever it has for Chinese.
        """
        there = set(QFontDatabase.families())
        serif, sans = installed(SERIF, there), installed(SANS, there)
        if not serif and not sans:
            serif = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)[:3]
        serif = serif or sans
        return cls(serif, sans or serif, installed(KAI, there) + serif)


def font(families: list[str], pixels: float, *, bold: bool = False) -> QFont:
    """Return a font of these families, `pixels` high."""
    font = QFont(families)
    font.setPixelSize(max(1, round(pixels)))
    font.setBold(bold)
    return font


def tabular(font: QFont) -> QFont:
    """Return the font with figures of equal width, so that numbers stand under each other."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Appearance:
    """How the whole program looks: one theme at a time, in this machine's fonts."""

    def __init__(self, app: QApplication, *, sheet: Path) -> None:
        self._app = app
        self._sheet = sheet.read_text("utf-8").replace("@folder", sheet.parent.as_posix())
        self.fonts = Fonts.found()
        self.theme = LIGHT

    def use(self, setting: str) -> Theme:
        """Give the program the theme `light`, `dark`, or `system` for the desktop's; return it."""
        scheme = self._app.styleHints().colorScheme()
        dark = setting == "dark" or (setting == "system" and scheme == Qt.ColorScheme.Dark)
        self.theme = DARK if dark else LIGHT
        self._app.setFont(font(self.fonts.sans, UI_PIXELS))
        self._app.setPalette(palette(self.theme))
        sheet = styled(self._sheet, self.theme)
        if sheet != self._app.styleSheet():  # or every widget would be dressed again for nothing
            self._app.setStyleSheet(sheet)
        return self.theme


def styled(sheet: str, theme: Theme) -> str:
    """Return a style sheet with each `@name` replaced by the theme's colour of that name."""
    for name, colour in sorted(asdict(theme).items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace(f"@{name}", str(colour))
    return sheet


def palette(theme: Theme) -> QPalette:
    """Return the theme as Qt's palette."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.desk, role.WindowText: theme.text, role.Base: theme.paper,
        role.AlternateBase: theme.panel, role.Text: theme.text, role.Button: theme.panel,
        role.ButtonText: theme.text, role.ToolTipBase: theme.raised, role.ToolTipText: theme.text,
        role.PlaceholderText: theme.faint, role.Highlight: theme.selection,
        role.HighlightedText: theme.text, role.Link: theme.accent, role.Light: theme.raised,
        role.Mid: theme.line, role.Dark: theme.faint, role.Midlight: theme.hover,
        role.Shadow: theme.line, role.BrightText: theme.signal, role.Accent: theme.accent,
    }  # fmt: skip
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.faint))
    return made


def label_grey(palette: QPalette) -> QColor:
    """Return the grey of labels in lists: between the text and what is switched off."""
    dark = palette.color(QPalette.ColorRole.Text)
    pale = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    return QColor(
        (dark.red() + pale.red()) // 2,
        (dark.green() + pale.green()) // 2,
        (dark.blue() + pale.blue()) // 2,
    )

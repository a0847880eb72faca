"""The form for what a report has around its contents, with templates."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.reporting.requests import Briefing
from desktop.views.dialogs import NameChoice
from desktop.views.fields import DayField
from desktop.views.theme import GRID
from desktop.views.widgets import tool

_NO_TEMPLATE = "选用模板"
_LINES = 3


class BriefingForm(QWidget):
    """Title, address, opening and closing words, unit, day, contact.

    Signals:
        changed: something was typed.
        saveRequested: (name, `Briefing`) to save as a template.
        deleteRequested: the name of the template to delete.
    """

    changed = Signal()
    saveRequested = Signal(str, object)
    deleteRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _line("reportTitle", "留空则用报告自己的标题")
        self.address = _line("reportAddress", "如：报送：省政府办公厅")
        self.opening = _text("reportOpening", "正文之前的话，每行一段")
        self.closing = _text("reportClosing", "正文之后的话，每行一段")
        self.unit = _line("reportUnit", "署名的单位")
        self.day = DayField()
        self.day.setObjectName("reportDay")
        self.day.line.setToolTip("署名下面的日期，年-月-日；留空则不写")
        self.numerals = QComboBox()
        self.numerals.setObjectName("reportNumerals")
        self.numerals.setToolTip("日期怎么写")
        self.numerals.addItem("2026年3月2日", "digits")
        self.numerals.addItem("二〇二六年三月二日", "chinese")
        self.contact = _line("reportContact", "如：联系人：王明，电话：0351-1234567")
        self.templates = QComboBox()
        self.templates.setObjectName("reportTemplates")
        self.templates.setToolTip("把存好的标题、单位等填进来")
        self.save = tool("存为模板…", "给下面填的内容起名，以后直接选用", name="reportSaveTemplate")
        self.forget = tool("删除", "删除选中的模板")
        self._saved: Mapping[str, Briefing] = {}
        self._build()
        self._wire()
        self.show_templates({})

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID // 2)
        top.addWidget(self.templates, 1)
        top.addWidget(self.save)
        top.addWidget(self.forget)
        form = QFormLayout()
        form.setSpacing(GRID)
        for name, field in (
            ("标题(&T)", self.title),
            ("报送(&S)", self.address),
            ("导语(&O)", self.opening),
            ("结语(&C)", self.closing),
            ("单位(&U)", self.unit),
            ("日期(&D)", self.day),
            ("日期写法", self.numerals),
            ("联系人(&P)", self.contact),
        ):
            form.addRow(name, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addLayout(form)
        column.addStretch(1)

    def _wire(self) -> None:
        for line in (self.title, self.address, self.unit, self.contact):
            line.textChanged.connect(self.changed)
        for text in (self.opening, self.closing):
            text.textChanged.connect(self.changed)
        self.day.dayChanged.connect(self.changed)
        self.numerals.currentIndexChanged.connect(self.changed)
        self.templates.activated.connect(self._use)
        self.save.clicked.connect(self._ask_name)
        self.forget.clicked.connect(lambda: self.deleteRequested.emit(self.templates.currentText()))

    def briefing(self) -> Briefing:
        """Return what is filled in."""
        return Briefing(
            title=self.title.text().strip(),
            address=self.address.text().strip(),
            opening=self.opening.toPlainText().strip(),
            closing=self.closing.toPlainText().strip(),
            unit=self.unit.text().strip(),
            on=self.day.day,
            numerals=self.numerals.currentData(),
            contact=self.contact.text().strip(),
        )

    def show_briefing(self, briefing: Briefing) -> None:
        """Fill the form."""
        self.blockSignals(True)
        self.title.setText(briefing.title)
        self.address.setText(briefing.address)
        self.opening.setPlainText(briefing.opening)
        self.closing.setPlainText(briefing.closing)
        self.unit.setText(briefing.unit)
        self.day.set_day(briefing.on)
        self.numerals.setCurrentIndex(self.numerals.findData(briefing.numerals))
        self.contact.setText(briefing.contact)
        self.blockSignals(False)
        self.changed.emit()

    def show_templates(self, saved: Mapping[str, Briefing], *, chosen: str = "") -> None:
        """Offer these templates, one of them as the one in use."""
        self._saved = saved
        self.templates.clear()
        self.templates.addItem(_NO_TEMPLATE)
        self.templates.addItems(list(saved))
        self.templates.setCurrentText(chosen if chosen in saved else _NO_TEMPLATE)
        self.templates.setEnabled(bool(saved))
        self.forget.setEnabled(self.templates.currentIndex() > 0)

    def _use(self, place: int) -> None:
        self.forget.setEnabled(place > 0)
        if place > 0:
            self.show_briefing(self._saved[self.templates.currentText()])

    def _ask_name(self) -> None:
        known = self.templates.currentText() if self.templates.currentIndex() > 0 else ""
        name = NameChoice.ask(self, title="存为模板", known=known)
        if name:
            self.saveRequested.emit(name, self.briefing())


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setPlaceholderText(hint)
    line.setToolTip(hint)
    return line


def _text(name: str, hint: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setObjectName(name)
    text.setPlaceholderText(hint)
    text.setToolTip(hint)
    text.setTabChangesFocus(True)
    text.setFixedHeight(text.fontMetrics().lineSpacing() * _LINES + 2 * GRID)
    return text

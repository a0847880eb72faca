"""The dialog for reports: what on the left, how it will look on the right, where to below."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.views.paper import Paper
from desktop.views.report_foot import ReportFoot
from desktop.views.report_form import ReportForm
from desktop.views.theme import GRID, Fonts
from desktop.views.widgets import Label, tool

TYPING_MILLISECONDS = 300
_FORM = 46 * GRID


class ReportDialog(QDialog):
    """Stays open beside the window, so that several reports can be made one after the other.

    Signals:
        previewRequested: something else is to be shown.
        pagesRequested: show the pages as the word processor sets them.
    """

    previewRequested = Signal()
    pagesRequested = Signal()

    def __init__(self, parent: QWidget, *, fonts: Fonts, folder: Path) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle("导出报告")
        self.setSizeGripEnabled(True)
        self.form = ReportForm()
        self.paper = Paper(fonts)
        self.foot = ReportFoot(folder=folder)
        self.pages = Label()
        self.pages.setObjectName("quiet")
        self.set_pages = tool(
            "排版预览", "用电脑上的 LibreOffice 排出真正的页面，要等几秒", name="reportPages"
        )
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPING_MILLISECONDS)
        self._build()
        self.form.changed.connect(self._changed)
        self._soon.timeout.connect(self.previewRequested)
        self.paper.pageChanged.connect(self._tell_page)
        self.set_pages.clicked.connect(self._ask_pages)
        self.foot.closeRequested.connect(self.reject)

    def _build(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        above.addWidget(self.pages, 1)
        above.addWidget(self.set_pages)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.paper, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.form)
        splitter.addWidget(shown)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_FORM, 2 * _FORM])
        self.form.setMinimumWidth(40 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(splitter, 1)
        whole.addWidget(self.foot)
        self.resize(150 * GRID, 88 * GRID)

    def show_preview(self, html: str, *, landscape: bool) -> None:
        """Show the report."""
        self.paper.show_html(html, landscape=landscape)
        if not self.foot.go.isEnabled():
            self.foot.rest("")
            self.foot.go.setEnabled(True)

    def show_pages(self, pictures: Sequence[QPixmap]) -> None:
        """Show the pages of the word processor; none where it is not there."""
        self.set_pages.setEnabled(True)
        self.foot.rest("" if pictures else "这台电脑上没有可用的 LibreOffice，仍按程序的排版预览。")
        if pictures:
            self.paper.show_pictures(tuple(pictures))

    def show_fault(self, text: str) -> None:
        """Say why there is nothing to show: usually, nothing is chosen yet."""
        self.paper.show_html("", landscape=False)
        self.set_pages.setEnabled(True)
        self.foot.rest(text)
        self.foot.go.setEnabled(False)

    def _changed(self) -> None:
        self.foot.propose(self.form.title)
        if not self.paper.pages:
            self.pages.setText("正在准备预览……")
        self._soon.start()

    def _ask_pages(self) -> None:
        self.set_pages.setEnabled(False)
        self.foot.rest("正在排版……")
        self.pagesRequested.emit()

    def _tell_page(self, page: int, pages: int) -> None:
        self.pages.setText(f"第 {page} 页，共 {pages} 页" if pages else "")
        self.set_pages.setVisible(pages > 0)

"""What can be compared, what was compared last, and how the page 对照 was left."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.actions import documents
from desktop.comparison import Edition
from desktop.settings import COMPARE, Settings
from desktop.store import Store
from desktop.views.compare_choice import Choice

MOST_RECENT = 8


class CompareOffer:
    """The texts of one library, and what the settings know of comparing them."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._library = str(store.path)

    def choices(self) -> list[Choice]:
        """Return every document, each followed by its older versions, the newest first."""
        found = []
        for document in documents.list_documents(self._store):
            number = f"　{document.doc_number}" if document.doc_number else ""
            found.append(Choice(Edition(document.id), f"《{document.title}》{number}"))
            if document.version > 1:
                older = documents.versions(self._store, document=document.id)[:-1]
                found += [
                    Choice(
                        Edition(document.id, each.number),
                        f"　　第 {each.number} 版（{each.imported[:10]} 导入）《{document.title}》",
                    )
                    for each in reversed(older)
                ]
        return found

    def first(
        self, choices: Sequence[Choice], document: str
    ) -> tuple[Edition | None, Edition | None]:
        """Return what to offer at first while a document is open, "" for none.

        That is what it was compared with last, else its last version, else any other document.
        """
        own = next((each.edition for each in choices if each.edition.document == document), None)
        if own is None:
            return None, None
        partners = [pair for pair in self.recent() if own in pair]
        if partners:
            return partners[0]
        older = [each.edition for each in choices if each.edition.document == document][1:]
        others = [each.edition for each in choices if each.edition.document != document]
        return own, next(iter([*older, *others]), None)

    def recent(self) -> list[tuple[Edition, Edition]]:
        """Return what was compared in this library, the newest first, if it is still there."""
        there = {choice.edition for choice in self.choices()}
        kept = self._kept().get("recent")
        found = []
        for entry in kept if isinstance(kept, list) else []:
            match entry:
                case [str(left), int() | None as old, str(right), int() | None as new]:
                    found.append((Edition(left, old), Edition(right, new)))
        return [pair for pair in found if there.issuperset(pair)]

    def remember(self, left: Edition, right: Edition) -> None:
        """Keep that two texts were compared."""
        pairs = [(left, right), *(pair for pair in self.recent() if pair != (left, right))]
        self._keep(
            recent=[
                [left.document, left.version, right.document, right.version]
                for left, right in pairs[:MOST_RECENT]
            ]
        )

    @property
    def layout(self) -> Mapping[str, Any]:
        """How the page was left, as `keep_layout` was given it."""
        layout = self._settings.get(COMPARE).get("layout")
        return layout if isinstance(layout, dict) else {}

    def keep_layout(self, layout: Mapping[str, Any]) -> None:
        """Keep how the page is."""
        self._settings.set(COMPARE, self._settings.get(COMPARE) | {"layout": dict(layout)})

    def _kept(self) -> dict[str, Any]:
        of_library = self._settings.get(COMPARE).get(self._library)
        return of_library if isinstance(of_library, dict) else {}

    def _keep(self, **values: object) -> None:
        kept = self._kept() | values
        self._settings.set(COMPARE, self._settings.get(COMPARE) | {self._library: kept})

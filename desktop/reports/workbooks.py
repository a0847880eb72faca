"""How every workbook is written: beside its place, and put there once it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from desktop.handing import aside


@contextmanager
def workbook(target: Path, title: str, **options: Any) -> Iterator[Any]:
    """Give the block a workbook to fill; what was at `target` is replaced once it is whole.

    Args:
        target: the file.
        title: the workbook's title among its properties.
        options: further ones of xlsxwriter.

    Raises:
        UnwritableError: the file cannot be written; what was there has not changed.
    """
    with aside(target) as path:
        book = xlsxwriter.Workbook(path, {"in_memory": True, **options})
        book.set_properties({"title": title})
        yield book
        try:
            book.close()
        except FileCreateError as fault:
            cause = fault.args[0] if fault.args else fault
            raise (cause if isinstance(cause, OSError) else OSError(str(cause))) from fault

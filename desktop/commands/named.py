"""A library that a command line names must be there, unless the command may make it."""

from pathlib import Path

from desktop import paths
from desktop.errors import UserError

MAKING = frozenset({"import", "review import", "restore"})
"""The commands that make a library where there is none."""
WITHOUT = frozenset({"outline", "backups"})
"""The commands that do without one: backups outlive their library."""


def insist_there(library: Path) -> None:
    """Do nothing where there is something at that path.

    Raises:
        UserError: there is nothing; and nothing was made.
    """
    if paths.missing(library):
        raise UserError(
            f"没有资料库“{paths.shown(library)}”，也没有新建。请检查 --library 后面的路径；"
            "要新建一个，用 import 把文件导入这个路径。"
        )

"""Python's own imports for whatever is imported after this module; main.py imports it first.

PySide puts a function of its own in the place of `__import__`, for `from __feature__ import …`,
which nothing here uses. It reads the source of every module that is imported, to see whether Qt is
named there, and keeps all lines of it: a fifth of the time that our modules take, and 6 MB.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - what puts its function there

# PySide keeps Python's function under this name. Without it, imports stay as PySide wants them.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

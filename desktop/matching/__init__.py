"""Comparing: measures of two documents -> pairs; two texts -> their differences in words."""

from desktop.matching.differences import Differ
from desktop.matching.pairing import Matched, match
from desktop.matching.telling import told

__all__ = ["Differ", "Matched", "match", "told"]

"""`SourceText` to `Outline`: one general parser for all families of policy documents."""

from desktop.structure.outline import outline

__all__ = ["outline"]

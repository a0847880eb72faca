"""策阅 (Ceyue): read, annotate and follow up Chinese policy documents, offline."""

__version__ = "0.1.0"

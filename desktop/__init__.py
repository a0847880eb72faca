"""策阅 (Ceyue): read, annotate and follow up Chinese policy documents, offline."""

__version__ = "0.1.0"
PARSER = "17"
"""The revision of the parser in `structure/`: raised by whatever makes it parse a text otherwise.

A library whose texts another revision parsed is parsed again; a test knows what each revision makes
of the labelled documents.
"""

"""Searching without files: text -> index terms, query -> what must hold, hits -> their order."""

"""Printed pages to lines: what PDF, OFD and recognised scans have in common is geometry."""

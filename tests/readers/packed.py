"""Zips made in memory."""

import zipfile
from collections.abc import Mapping
from io import BytesIO


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip with these files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()

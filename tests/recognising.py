"""The program that reads scans, for the tests.

Where it is not installed, tests that need it are left out and say so; where the variable CI is set,
they fail. `tools/set_up.py dev` installs it for root.
"""

import os

import pytest

from desktop.readers import scans

MISSING = "tesseract with chi_sim is not installed: apt-get install tesseract-ocr-chi-sim"


@pytest.fixture(scope="session")
def recogniser() -> str:
    """Where tesseract is."""
    program = scans.program()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return program

"""LibreOffice for the tests: it opens what the program writes, and sets its pages.

Where it is not installed, tests that need it are left out and say so; where the variable CI is set,
they fail, so that nobody ships what was never opened. `tools/set_up.py dev` installs it for root.
"""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop import libreoffice
from desktop.reports import converting

PATIENCE = 50  # seconds
MISSING = "LibreOffice (soffice) is not installed: apt-get install libreoffice-writer"


@dataclass(frozen=True)
class Office:
    """The office program with a profile of its own."""

    program: str
    profile: Path

    def converted(self, files: Sequence[Path], folder: Path, *, to: str) -> list[Path]:
        """The files as `pdf` or `docx` in a folder, in one run of the program."""
        fonts = self.profile / "fonts.conf"
        fonts.write_text(converting.stand_ins(), "utf-8")
        subprocess.run(  # noqa: S603 - the system's own office program
            [
                self.program,
                f"-env:UserInstallation={self.profile.as_uri()}",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                folder,
                *files,
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        made = [folder / f"{file.stem}.{to}" for file in files]
        assert all(path.is_file() for path in made)
        return made


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, with one profile for all tests of a process."""
    program = libreoffice.found()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return Office(program, tmp_path_factory.mktemp("office"))

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
_SPACES = (
    'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_LIBRARIES = f"""<?xml version="1.0" encoding="UTF-8"?>
<library:libraries {_SPACES}>
 <library:library library:name="Standard" xlink:type="simple" library:link="false"
  xlink:href="$(USER)/basic/Standard/script.xlb/"/>
</library:libraries>"""
_LIBRARY = f"""<?xml version="1.0" encoding="UTF-8"?>
<library:library {_SPACES} library:name="Standard" library:readonly="false">
 <library:element library:name="Module1"/>
</library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub One(what, target)
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 Dim word(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden"
 hidden(0).Value = True
 word(0).Name = "FilterName"
 word(0).Value = "MS Word 2007 XML"
 found = StarDesktop.loadComponentFromURL("{file}", "_blank", 0, hidden())
 dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
 frame = found.CurrentController.Frame
 dispatcher.executeDispatch(frame, ".uno:" + what + "AllTrackedChanges", "", 0, Array())
 found.storeToURL(target, word())
 found.close(True)
End Sub
Sub Settle
 One("Accept", "{accepted}")
 One("Reject", "{rejected}")
End Sub
</script:module>"""
"""A macro that does what a person does in the menu: there is no option for it."""
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

    def settled(self, file: Path, folder: Path) -> tuple[Path, Path]:
        """A Word file with all its tracked changes accepted, and with all of them rejected."""
        self.converted([file], folder / "first", to="docx")  # a new profile knows no macros yet
        basic = self.profile / "user" / "basic" / "Standard"
        basic.mkdir(parents=True, exist_ok=True)
        made = folder / f"{file.stem}-accepted.docx", folder / f"{file.stem}-rejected.docx"
        whole = {"file": file.as_uri(), "accepted": made[0].as_uri(), "rejected": made[1].as_uri()}
        (basic.parent / "script.xlc").write_text(_LIBRARIES, "utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, "utf-8")
        (basic / "Module1.xba").write_text(_MODULE.format(**whole), "utf-8")
        subprocess.run(  # noqa: S603 - the system's own office program
            [
                self.program,
                f"-env:UserInstallation={self.profile.as_uri()}",
                "--headless",
                "macro:///Standard.Module1.Settle",
            ],
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
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

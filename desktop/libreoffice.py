"""LibreOffice, where it is installed: makes one kind of file of another, out of everybody's way.

It runs without a window, in a home and with a profile of its own that are gone afterwards, runs no
macros, follows no links and reaches no network.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE = 60.0
"""Seconds that one file may take; the first start of LibreOffice takes most of them."""
_GLANCE = 0.1  # seconds between two looks at the conversion
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_NO_NETWORK = "http://127.0.0.1:9"  # a proxy that nobody answers at
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def found() -> str | None:
    """Return where LibreOffice is on this computer, or None."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).exists()), None)


def convert(
    file: Path, *, to: str, into: Path, look: Callable[[], None], fonts: str = ""
) -> Path | None:
    """Return the file that LibreOffice makes of another; None where it is missing or makes none.

    Args:
        file: what to convert.
        to: the ending of the new file, and after a colon how LibreOffice calls its format.
        into: the folder for the new file, which has the name of the old one.
        look: called ten times a second; what it raises ends the conversion.
        fonts: settings for fontconfig, which stand in the place of the system's; "" for those.

    Raises:
        TimeoutError: it takes longer than `PATIENCE`.
    """
    program = found()
    if program is None:
        return None
    with TemporaryDirectory(prefix="ceyue-", ignore_cleanup_errors=True) as home:
        profile = Path(home, "profile")
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, "utf-8")
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless",
            "--norestore", "--nologo", "--nodefault", "--nofirststartwizard",
            "--convert-to", to, "--outdir", str(into), str(file),
        ]  # fmt: skip
        run = subprocess.Popen(  # noqa: S603 - the program was found where it is installed
            command,
            cwd=file.parent,
            env=_surroundings(Path(home), fonts),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _wait(run, look)
        finally:
            _end(run)
    made = into / f"{file.stem}.{to.partition(':')[0]}"
    return made if run.returncode == 0 and made.exists() else None


def _surroundings(home: Path, fonts: str) -> dict[str, str]:
    """Return the environment of the conversion: the system's, with a home and no network."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NO_NETWORK)
    homes = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(home))
    made = kept | proxies | homes | {"LANG": "C.UTF-8"}
    if fonts and sys.platform.startswith("linux"):
        settings = home / "fonts.conf"
        settings.write_text(fonts, "utf-8")
        made["FONTCONFIG_FILE"] = str(settings)
    return made


def _wait(run: subprocess.Popen[bytes], look: Callable[[], None]) -> None:
    until = time.monotonic() + PATIENCE
    while run.poll() is None:
        look()
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_GLANCE)


def _end(run: subprocess.Popen[bytes]) -> None:
    """End the conversion with all that it has started."""
    with suppress(OSError):
        if sys.platform == "win32":
            run.kill()
        else:
            os.killpg(run.pid, signal.SIGKILL)
    run.wait()

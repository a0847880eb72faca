"""Old Word, WPS, RTF and OpenDocument files to `SourceText`: LibreOffice makes Word files of them.

It runs without a window, in a folder of its own that is gone afterwards, with a profile of its own
that runs no macros and follows no links.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from desktop.errors import UserError
from desktop.readers import word
from desktop.readers.reading import BadFileError, Step
from desktop.text import SourceText

PATIENCE = 60.0
"""Seconds that one file may take; the first start of LibreOffice takes most of them."""
_GLANCE = 0.1  # seconds between two looks at the conversion
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_OLE, _RTF = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_TEXT = b"application/vnd.oasis.opendocument.text"  # stands near the start of an OpenDocument text
_HEAD = 200
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


def source(name: str, data: bytes, step: Step) -> SourceText:
    """Return the lines and marks of a file that LibreOffice can read.

    Raises:
        UserError: LibreOffice is not installed or takes too long, or there is no text in it.
        BadFileError: the file is broken or no text document.
    """
    program = found()
    if program is None:
        raise UserError(
            f"“{name}”要先由 LibreOffice 转换，而这台电脑上没有找到它，没有导入。"
            "请用 Word 或 WPS 打开，另存为 .docx 再导入；或安装 LibreOffice。"
        )
    with tempfile.TemporaryDirectory(prefix="ceyue-", ignore_cleanup_errors=True) as folder:
        made = _converted(Path(folder), program, name, data, step)
    return word.source(name, made, step)


def found() -> str | None:
    """Return where LibreOffice is on this computer, or None."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).exists()), None)


def _converted(folder: Path, program: str, name: str, data: bytes, step: Step) -> bytes:
    """Return what LibreOffice makes of the bytes of a file: a Word file."""
    given, made = folder / f"in{_ending(data)}", folder / "out" / "in.docx"
    profile = folder / "profile" / "user" / "registrymodifications.xcu"
    profile.parent.mkdir(parents=True)
    profile.write_text(_PROFILE, "utf-8")
    given.write_bytes(data)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--norestore", "--nologo", "--nodefault", "--nofirststartwizard",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(given),
    ]  # fmt: skip
    run = subprocess.Popen(  # noqa: S603 - the program was found where it is installed
        command,
        cwd=folder,
        env=_surroundings(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(run, name, step)
    finally:
        _end(run)
    if not made.exists():
        raise BadFileError("LibreOffice 打不开它，文件可能已损坏，或有密码")
    return made.read_bytes()


def _ending(data: bytes) -> str:
    """Return the ending by which LibreOffice knows what to make of the bytes."""
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(_RTF):
        return ".rtf"
    if _TEXT in data[:_HEAD]:
        return ".odt"
    raise BadFileError("它不是文字文档，或文件已损坏")


def _surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of the conversion: the system's, with a home and no network."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NO_NETWORK)
    home = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    return kept | proxies | home | {"LANG": "C.UTF-8"}


def _wait(run: subprocess.Popen[bytes], name: str, step: Step) -> None:
    until = time.monotonic() + PATIENCE
    while run.poll() is None:
        step(0, 0)
        if time.monotonic() > until:
            raise UserError(
                f"LibreOffice 用了 {PATIENCE:.0f} 秒还没有转换好“{name}”，已经停止，没有导入。"
                "请用 Word 或 WPS 打开，另存为 .docx 再导入。"
            )
        time.sleep(_GLANCE)


def _end(run: subprocess.Popen[bytes]) -> None:
    """End the conversion with all that it has started."""
    with suppress(OSError):
        if sys.platform == "win32":
            run.kill()
        else:
            os.killpg(run.pid, signal.SIGKILL)
    run.wait()

"""Sets a checkout up: the environment in .venv, system libraries for Qt, a Chinese font, Writer.

Run by `make` with the system's own Python as `python3 tools/set_up.py run` for what the program
needs, `… dev` for the checks and tests as well, `… bench` for the benchmarks. Whoever may install
system packages (root on Debian or Ubuntu) gets those that are missing; others are told the one
command. It speaks English, for it runs before there is a Chinese font.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Shared libraries that Qt wants of the system, and the Debian packages that hold them."""

FONTS = ["fonts-noto-cjk", "fonts-lxgw-wenkai"]
"""A Song and a Hei face for all that is read; a Kai face for leads, which can do without."""

HELPERS = {
    "soffice": ["libreoffice-writer"],
    "tesseract": ["tesseract-ocr", "tesseract-ocr-chi-sim"],
}
"""What the tests open and print the Word reports with, and read scans with, and the packages that
hold it; the program itself can do without."""

ASK_FOR_FONTS = """
from PySide6.QtGui import QFontDatabase, QGuiApplication
app = QGuiApplication(["fonts"])
print(len(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)))
"""


class Stop(Exception):  # noqa: N818 - it is the way out, not only of errors
    """What is missing, and what to do about it."""


def say(text):
    """Tell the person at the terminal what is going on."""
    print(f"set-up: {text}", flush=True)


def run(*command, quiet=False):
    """Run a command and return whether it succeeded; `quiet` shows its errors only."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        check=False,
        stdout=subprocess.DEVNULL if quiet else None,
    )
    return done.returncode == 0


def install(packages):
    """Install system packages, or stop with the command that does."""
    wanted = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Stop(
            f"Missing on this system: {wanted} (names of Debian and Ubuntu). "
            "Install them with the system's package manager, then run this again."
        )
    if os.geteuid() != 0:
        raise Stop(
            f"Missing system packages. Please run once:\n\n"
            f"    sudo apt-get update && sudo apt-get install -y {wanted}\n\n"
            "and then this again."
        )
    say(f"installing {wanted}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    update = run("apt-get", "-qq", "update", quiet=True)
    options = ["-qq", "-y", "--no-install-recommends"]
    if not (update and run("apt-get", "install", *options, *packages, quiet=True)):
        raise Stop(f"apt-get could not install {wanted}; its own message stands above.")


def check_python():
    """Stop where this Python is too old."""
    if sys.version_info < OLDEST:
        raise Stop(
            f"Python {'.'.join(map(str, OLDEST))} or newer is needed; "
            f"{sys.executable} is {sys.version.split()[0]}. "
            "Install a newer one and name it: make run PYTHON=python3.12"
        )


def make_environment(what):
    """Make .venv, or make it anew where it does not start, and install the dependencies."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    if not (PYTHON.exists() and run(PYTHON, "-m", "pip", "--version", quiet=True)):
        say("making .venv")
        if not run(sys.executable, "-m", "venv", "--clear", VENV):
            raise Stop("Python could not make .venv; its own message stands above.")
    say("installing the Python packages that pyproject.toml names")
    target = "." if what == "run" else f".[{what}]"
    options = ["--quiet", "--disable-pip-version-check"]
    if not run(PYTHON, "-m", "pip", "install", *options, "--editable", target):
        raise Stop(
            "pip could not install the packages; its own message stands above. "
            "The first set-up needs a network; the program itself never does."
        )


def compile_program():
    """Compile the program's modules, as pip does with a package that is not editable.

    Python would with the first start, but not where it was told to write nothing
    (`PYTHONDONTWRITEBYTECODE`): there each start would compile a hundred modules, 0.05 s.
    """
    run(PYTHON, "-m", "compileall", "-q", "desktop")


def wanted_platforms():
    """Return what Qt must be able to draw on: all there is for root, who may install it."""
    shows = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
    root = os.geteuid() == 0
    return ["offscreen", *(name for name, there in shows.items() if root or os.environ.get(there))]


def missing_libraries():
    """Return the Debian packages of the shared libraries that Qt wants and does not find."""
    qt = next(VENV.glob("lib/python3*/site-packages/PySide6"))
    platforms = qt / "Qt" / "plugins" / "platforms"
    files = [qt / f"{name}.abi3.so" for name in ("QtCore", "QtGui", "QtWidgets")]
    files += [platforms / f"libq{name}.so" for name in wanted_platforms()]
    packages = set()
    for file in files:
        answer = subprocess.run(
            ["ldd", str(file)], capture_output=True, text=True, check=False
        ).stdout
        for line in answer.splitlines():
            name = line.split()[0]
            if "not found" in line and not name.startswith(("libQt6", "libpyside", "libshiboken")):
                packages.add(LIBRARIES.get(name, name))
    return sorted(packages)


def has_chinese_font():
    """Return whether Qt finds a font for Chinese."""
    answer = subprocess.run(
        [str(PYTHON), "-c", ASK_FOR_FONTS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise Stop(f"Qt does not start:\n{answer.stderr.strip()}")
    return int(answer.stdout) > 0


def offer_helpers():
    """Install the programs that tests need where this user may; else say what is left out."""
    missing = [name for name in HELPERS if not shutil.which(name)]
    packages = [package for name in missing for package in HELPERS[name]]
    if not packages:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        install(packages)
    else:
        say(
            f"tests that need {' and '.join(missing)} will be left out; for them: "
            f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        )


def set_up(what):
    """Do all that is still to be done, and leave a stamp for make."""
    check_python()
    make_environment(what)
    compile_program()
    if sys.platform == "linux":
        if packages := missing_libraries():
            install(packages)
        if not has_chinese_font():
            install(FONTS)
        if what == "dev":
            offer_helpers()
    for stamp in {"run", what}:
        (VENV / f"ready-{stamp}").touch()
    say("done")


def main():
    """Set up what the argument asks for; return the exit status."""
    what = sys.argv[1] if len(sys.argv) > 1 else "run"
    try:
        set_up(what)
    except Stop as stop:
        sys.stderr.write(f"set-up: {stop}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The command line called in this process, and what it answers."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import cli

Ran = subprocess.CompletedProcess[bytes]
Run = Callable[..., Ran]


def value(ran: Ran) -> Any:
    """Return the one JSON value that a command printed."""
    assert ran.stderr.count(b"Traceback") == 0, ran.stderr.decode()
    assert ran.stdout.count(b"\n") == 1
    return json.loads(ran.stdout.decode("utf-8"))


def complaint(ran: Ran) -> str:
    """Return the one line that a failed command left."""
    assert ran.returncode == 1
    assert ran.stderr.endswith(b"\n")
    assert ran.stderr.count(b"\n") == 1
    return ran.stderr.decode("utf-8")


def called(capture: pytest.CaptureFixture[bytes], *arguments: str | Path) -> Ran:
    """Run a command in this process."""
    command = [str(argument) for argument in arguments]
    try:
        status = cli.run(cli.parse(command))
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return subprocess.CompletedProcess(command, status, *capture.readouterr())

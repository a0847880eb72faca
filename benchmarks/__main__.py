"""Runs every benchmark, each in a process of its own, and puts all figures into one table.

    python -m benchmarks [NAME…]

Prints the table and writes the figures to build/bench.json with the day and the machine. A limit
that was missed is named in the last line; it is a figure like any other, not a failure to measure.
"""

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from benchmarks.figures import Figure, table
from desktop import paths

MODULES = (
    "outline",
    "library",
    "readers",
    "pages",
    "search",
    "anchoring",
    "matching",
    "targets",
    "beside",
    "reports",
    "tracked",
    "returned",
    "tree",
    "window",
    "marks",
    "overview",
    "correcting",
    "reader_widgets",
)
RESULT = paths.ROOT / "build" / "bench.json"
PATIENCE = 600  # seconds for one module


def measure(name: str) -> Any:
    """Run one benchmark, print what it tells and return its last line: JSON."""
    run = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"],
        cwd=paths.ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    if run.returncode != 0:
        raise SystemExit(f"benchmark {name} failed:\n{run.stderr}")
    *told, last = run.stdout.splitlines()
    print(f"\n{name}\n" + "\n".join(told), flush=True)
    return json.loads(last)


def machine() -> str:
    """Return what the figures were measured on, in words."""
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if sys.platform == "linux" else ""
    return ", ".join(
        (
            f"{os.cpu_count()} cores",
            platform.machine(),
            system or platform.platform(),
            f"Python {platform.python_version()}",
        )
    )


def main() -> None:
    figures: list[Figure] = []
    result: dict[str, Any] = {"on": datetime.now(UTC).date().isoformat(), "machine": machine()}
    for name in sys.argv[1:] or MODULES:
        measured = measure(name)
        if isinstance(measured, dict):  # a comparison of candidates, without limits of ours
            result |= measured
        else:
            figures += [Figure(**each) for each in measured]
    result["figures"] = [asdict(each) for each in figures]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\n{result['on']}, {result['machine']}\n\n{table(figures)}\n")
    missed = [figure.name for figure in figures if not figure.met]
    print(f"missed: {'; '.join(missed)}" if missed else "every limit was kept")


if __name__ == "__main__":
    main()

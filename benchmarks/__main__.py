"""Runs every benchmark, each in a process of its own, and puts all figures into one table.

    python -m benchmarks [NAME…]

Prints the table and writes it to build/bench.json with the day and the machine. The exit status
is 1 where a limit was missed, so that nobody overlooks it.
"""

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime

from benchmarks.figures import Figure, table
from desktop import paths

MODULES = ("outline", "library", "tree", "window", "reader_widgets")
RESULT = paths.ROOT / "build" / "bench.json"
PATIENCE = 300  # seconds for one module


def measure(name: str) -> list[Figure]:
    """Run one benchmark and return its figures; what else it prints goes to the terminal."""
    run = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"],
        cwd=paths.ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    *told, last = run.stdout.splitlines()
    print(f"\n{name}\n" + "\n".join(told), flush=True)
    return [Figure(**each) for each in json.loads(last)]


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


def main() -> int:
    figures = [figure for name in sys.argv[1:] or MODULES for figure in measure(name)]
    today = datetime.now(UTC).date().isoformat()
    result = {"on": today, "machine": machine(), "figures": [asdict(each) for each in figures]}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\n{today}, {machine()}\n\n{table(figures)}")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())

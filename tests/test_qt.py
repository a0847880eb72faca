import subprocess
import sys

CALLS = 20_000
PROGRAM = f"""
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("甲")
print(before - sys.getrefcount(None))
"""


def test_qt_does_not_lose_references_to_none() -> None:
    """Some PySide6 releases drop one on every void call, which ends Python 3.11 in an abort.

    Where None is immortal (Python 3.12 and later) the count stays, and only survival is told.
    """
    run = subprocess.run(  # noqa: S603 - this interpreter, our own program
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < CALLS // 100

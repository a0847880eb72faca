"""What the page 对照 has the library work out: pairs and their differences, in a job."""

from dataclasses import dataclass

from desktop.actions import comparing
from desktop.comparison import Comparison, Edition
from desktop.jobs import Job
from desktop.store import Store

AT_ONCE = 10  # pairs between two reports of progress


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and what differs in its pairs: those are known already and told at once."""

    comparison: Comparison
    differences: comparing.Differences


def compare(store: Store, job: Job, left: Edition, right: Edition) -> Compared | None:
    """Return two texts beside each other; None where the job was cancelled.

    Raises:
        UserError: there is no such document or version.
    """
    comparison = comparing.compare_in_job(
        store, a=left, b=right, progress=job.progress, cancelled=job.cancelled
    )
    if comparison is None:
        return None
    differences = comparing.Differences(comparison)
    for number, pair in enumerate(comparison.pairs):
        if number % AT_ONCE == 0:
            if job.cancelled():
                return None
            job.progress(number, len(comparison.pairs), "正在比较文字")
        differences.of(pair.a, pair.b)
    return Compared(comparison, differences)

"""What the page 对照 has the library work out: pairs, then their differences, each in a job."""

from dataclasses import dataclass

from desktop.actions import comparing
from desktop.comparison import Comparison, Edition
from desktop.jobs import Job
from desktop.store import Store


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and what differs in its pairs: told at once for those that `differ` has met."""

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
    return None if comparison is None else Compared(comparison, comparing.Differences(comparison))


def differ(job: Job, compared: Compared) -> bool:
    """Find what differs in every pair; return False where the job was cancelled."""
    for pair in compared.comparison.pairs:
        if job.cancelled():
            return False
        compared.differences.of(pair.a, pair.b)
    return True

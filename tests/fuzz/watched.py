"""A program that imports bad files into a library of its own, and watches what this costs.

`python -m tests.fuzz.watched FIRST COUNT FOLDER KIND…` makes COUNT files of each kind, with the
seeds from FIRST on, and prints a line of JSON for each: its kind and seed, what became of it,
seconds, megabytes at the most, and what was wrong, "" as it should be.
"""

import sys

# The helpers that read PDF and OFD import this module once more, and must not load all the rest.
if __name__ == "__main__":
    from tests.fuzz import trying

    trying.main(*sys.argv[1:])

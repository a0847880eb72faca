"""How commands answer: JSON on standard output, one line on standard error."""

import json
import sys
from typing import Any


def print_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    print(json.dumps(value, ensure_ascii=False))


def complain(sentence: str) -> None:
    """Print a sentence as one line on standard error."""
    print(" ".join(sentence.splitlines()), file=sys.stderr)

"""The names under which measures stand in Word files, so that what comes back finds its measure.

Word allows 40 letters, digits and underscores in the name of a bookmark, the first a letter.
"""

import hashlib
import re

UNNAMED = "未署名"
"""The author of comments that name none, for Word wants a name."""
_LONGEST = 40
_PREFIX, _DIGEST_PREFIX = "ceyue_", "ceyuex_"
_PLAIN = re.compile(r"[A-Za-z0-9]+")
_DIGEST = 32  # hex digits, 128 bits


def bookmark_of(node: str) -> str:
    """Return the name of the bookmark around a node, given by its id.

    An id of letters and digits stands in the name as it is; of any other, a digest.
    """
    if _PLAIN.fullmatch(node) and len(_PREFIX + node) <= _LONGEST:
        return _PREFIX + node
    return _DIGEST_PREFIX + hashlib.sha256(node.encode()).hexdigest()[:_DIGEST]


def is_bookmark(name: str) -> bool:
    """Return whether a bookmark is one around a node; `bookmark_of` tells around which."""
    return name.startswith((_PREFIX, _DIGEST_PREFIX))


def comment_key(mark: str, stretch: int) -> int:
    """Return the lasting number of a mark's comment, by which it is known when it comes back.

    It is the paragraph's and the comment's own id in Word: from 1 to 0x7FFFFFFE.

    Args:
        mark: the mark's id.
        stretch: which of the stretches that it covers in the file, from 0: a mark over several
            measures or cells has a comment for each.
    """
    digest = hashlib.sha256(f"{mark} {stretch}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 0x7FFFFFFE + 1

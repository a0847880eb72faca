"""Word reports of ours that come back with comments: read, placed in the library, taken over."""

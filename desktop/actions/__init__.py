"""What a user can do, one function each; no Qt, no SQL."""

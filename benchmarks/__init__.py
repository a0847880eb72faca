"""Speed and memory, each figure beside a peer's of the same run; `python -m benchmarks`."""

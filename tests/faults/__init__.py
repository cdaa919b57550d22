"""A whole night with a fault at every point where it touches the disk; `python -m tests.faults` prints what held."""

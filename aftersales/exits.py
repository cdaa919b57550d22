"""Exit codes: what the shell and the scheduler learn of a run."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The codes of the contract, the first that applies wins."""

    OUR_FAULT = 1
    USAGE = 2
    LOCKED = 75
    NOT_PUBLISHED = 5
    INPUTS_MISSING = 4
    GATE_FAILED = 3
    DONE = 0

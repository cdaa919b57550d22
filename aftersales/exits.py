"""Exit codes: what the shell and the scheduler learn of a run."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """The codes of the contract, in the order in which one wins over the next."""

    OUR_FAULT = 1
    USAGE = 2
    LOCKED = 75
    NOT_PUBLISHED = 5
    INPUTS_MISSING = 4
    GATE_FAILED = 3
    DONE = 0


def first(codes: Iterable[int]) -> Exit:
    """The code to end with where several are true at once.

    >>> first([Exit.GATE_FAILED, Exit.NOT_PUBLISHED, Exit.INPUTS_MISSING]), first([])
    (<Exit.NOT_PUBLISHED: 5>, <Exit.DONE: 0>)
    """
    met = set(codes)
    return next((code for code in Exit if code in met), Exit.DONE)

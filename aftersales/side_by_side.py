"""The same work for several items at once, in forked processes that see all of this one's data without a copy.

Only on Linux, where forking is sound as long as no other thread works meanwhile; elsewhere one item after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, Self, TypeVar

Item = TypeVar("Item")
Product = TypeVar("Product")


class ChildError(Exception):
    """The work of a forked process failed: our own bug; the text holds its traceback."""


def side_by_side(items: Sequence[Item], work: Callable[[Item], Product], workers: int) -> list[Product]:
    """`[work(item) for item in items]`, on as many processes as there are workers; products must be picklable.

    This process begins with the first item, each other with one of the next; who is ready takes the next one left.
    """
    hands = min(workers, len(items))
    if hands < 2 or not sys.platform.startswith("linux"):
        return [work(item) for item in items]
    context = multiprocessing.get_context("fork")
    with _Tickets(range(hands, len(items))) as tickets:
        running = []
        for hand in range(1, hands):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_serve, args=(theirs, lambda at: work(items[at]), hand, tickets))
            process.start()
            theirs.close()
            running.append((ours, process))
        try:
            products = {at: work(items[at]) for at in tickets.after(0)}
            for ours, _ in running:
                products |= _received(ours)
        finally:
            for ours, process in running:
                ours.close()
                process.kill()
                process.join()
    return [products[at] for at in range(len(items))]


class _Tickets:
    """Numbers of items that nobody has begun; whichever process asks first gets the next."""

    WIDTH = 2

    def __init__(self, numbers: Sequence[int]) -> None:
        self._ours, theirs = os.pipe()
        os.write(theirs, b"".join(number.to_bytes(self.WIDTH) for number in numbers))
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._ours)

    def after(self, first: int) -> Iterator[int]:
        """The number that a process begins with, and those it gets."""
        yield first
        while ticket := os.read(self._ours, self.WIDTH):
            yield int.from_bytes(ticket)


def _serve(pipe: Connection, work: Callable[[int], Any], first: int, tickets: _Tickets) -> None:
    try:
        pipe.send({at: work(at) for at in tickets.after(first)})
    except OSError as error:  # a full or read-only disk is no bug: the command line knows it by its number
        pipe.send(error)
    except BaseException:  # noqa: BLE001 - told to the parent, who raises
        pipe.send(ChildError(traceback.format_exc()))


def _received(pipe: Connection) -> dict[int, Any]:
    try:
        answer = pipe.recv()
    except EOFError as error:
        raise ChildError("a forked process ended without an answer") from error
    if isinstance(answer, ChildError | OSError):
        raise answer
    return dict(answer)

"""The same work for several items at once, in forked processes that see all of this one's data without a copy.

Only on Linux, where forking is sound as long as no other thread works meanwhile; elsewhere one item after the other.
"""

from __future__ import annotations

import multiprocessing
import sys
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Item = TypeVar("Item")
Product = TypeVar("Product")


class ChildError(Exception):
    """The work of a forked process failed: our own bug; the text holds its traceback."""


def side_by_side(items: Sequence[Item], work: Callable[[Item], Product], workers: int) -> list[Product]:
    """`[work(item) for item in items]`, on as many processes as there are workers; products must be picklable."""
    hands = min(workers, len(items))
    if hands < 2 or not sys.platform.startswith("linux"):
        return [work(item) for item in items]
    context = multiprocessing.get_context("fork")
    shares = [range(hand, len(items), hands) for hand in range(hands)]
    running = []
    for share in shares[1:]:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_serve, args=(theirs, [items[at] for at in share], work))
        process.start()
        theirs.close()
        running.append((share, ours, process))
    products: dict[int, Product] = {}
    try:
        products |= {at: work(items[at]) for at in shares[0]}
        for share, ours, _ in running:
            products |= dict(zip(share, _received(ours), strict=True))
    finally:
        for _, ours, process in running:
            ours.close()
            process.kill()
            process.join()
    return [products[at] for at in range(len(items))]


def _serve(pipe: Connection, items: Sequence[Item], work: Callable[[Item], Any]) -> None:
    try:
        pipe.send([work(item) for item in items])
    except OSError as error:  # a full or read-only disk is no bug: the command line knows it by its number
        pipe.send(error)
    except BaseException:  # noqa: BLE001 - told to the parent, who raises
        pipe.send(ChildError(traceback.format_exc()))


def _received(pipe: Connection) -> list[Any]:
    try:
        answer = pipe.recv()
    except EOFError as error:
        raise ChildError("a forked process ended without an answer") from error
    if isinstance(answer, ChildError | OSError):
        raise answer
    return list(answer)

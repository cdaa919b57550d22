"""A file or sheet that is refused: raised where it is noticed, turned into a problem by `readers.read` alone."""

from __future__ import annotations

from typing import Any


class Refused(Exception):  # noqa: N818 - it says what happened, as BadCell does
    """The file (or, with `sheet-…` codes, the sheet) is not read. `code` and `facts` are those of a problem."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def too_large(what: str, seen: object, limit: object, setting: str) -> Refused:
    """A limit is passed; the refusal names the limit and the setting that moves it."""
    return Refused("file-too-large", what=what, seen=seen, limit=limit, setting=setting)

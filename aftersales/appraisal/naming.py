"""When two writings name the same item or scheme."""

from __future__ import annotations

from functools import lru_cache

from aftersales.clean.text import match_key
from aftersales.kinds.wording import heading_key


@lru_cache(maxsize=4096)
def item_key(written: str) -> str:
    """What two writings of an item have in common: spaces, brackets with points and punctuation do not count.

    >>> item_key("服务 态度（20分）") == item_key("服务态度"), item_key("") == ""
    (True, True)
    """
    return match_key(heading_key(written)) if written else ""

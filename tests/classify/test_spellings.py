from __future__ import annotations

import pytest

from aftersales.classify.remark import fold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("兩箱磁磚開列", "两箱瓷砖开裂"),
        ("空古，自已弄的", "空鼓，自己弄的"),
        ("Ａ区色查", "a区色差"),
        ("墙面泛潮", "墙面泛潮"),
    ],
)
def test_slips_and_traditional_characters_are_read_as_what_is_meant(typed: str, meant: str) -> None:
    assert fold(typed) == meant

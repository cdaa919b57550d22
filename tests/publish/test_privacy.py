"""No phone or identity number is shown whole, however it was written; dates and numbers of orders stay."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.privacy import masked

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
BETWEEN = st.sampled_from(["", " ", "-", ".", "—", "　", "\u200b"])
GROUPINGS = st.sampled_from([(3, 4, 4), (3, 3, 5), (4, 3, 4), (3, 8), (5, 6), (11,), (1,) * 11])
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
PREFIXES = st.sampled_from(["", "+86 ", "86", "086-", "0086", "0", "电话", "微信同号:"])
AROUND = st.sampled_from(["", "，", "/", "、", " 王女士 ", "\n"])


def written(digits: str, grouping: tuple[int, ...], between: str) -> str:
    groups, at = [], 0
    for size in grouping:
        groups.append(digits[at : at + size])
        at += size
    return between.join(groups)


@given(MOBILES, GROUPINGS, BETWEEN, PREFIXES, AROUND, st.booleans())
def test_a_mobile_number_is_hidden_however_it_is_written(
    digits: str,
    grouping: tuple[int, ...],
    between: str,
    prefix: str,
    around: str,
    wide: bool,
) -> None:
    text = f"客户{around}{prefix}{written(digits, grouping, between)}{around}"
    shown = masked(text.translate(WIDE) if wide else text)
    assert "****" in shown
    left = re.sub(r"\D", "", re.sub("[^\\d*]", "", shown).replace("****", "x").rpartition("x")[0])
    assert left.removeprefix(re.sub(r"\D", "", prefix)).translate(
        str.maketrans("０１２３４５６７８９", "0123456789")
    ) in (
        digits[:3],
        re.sub(r"\D", "", prefix) + digits[:3],
    )
    assert masked(shown) == shown


@given(st.lists(MOBILES, min_size=2, max_size=4), st.sampled_from([" ", "、", "-", "/", "  ", "，"]))
def test_each_of_several_numbers_is_hidden(numbers: list[str], between: str) -> None:
    assert masked(between.join(numbers)) == between.join(f"{one[:3]}****{one[-4:]}" for one in numbers)


@given(st.from_regex(r"1[3-9][0-9]{10,11}", fullmatch=True))
def test_a_number_with_a_digit_or_two_too_many_is_hidden(digits: str) -> None:
    assert masked(f"手机{digits}。") == f"手机{digits[:3]}****{digits[-4:]}。"


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.times(), st.integers(1, 999), st.sampled_from(["-", ".", "/"])
)
def test_dates_times_and_order_numbers_stay(day: date, moment: time, number: int, between: str) -> None:
    text = f"AA26-{number:03d} {f'{day}'.replace('-', between)} {moment:%H:%M} 送 15 件"
    assert masked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "AA26-097",
        "2026-10-05 14:30",
        "数量15 2026-10-05 14:30",
        "18.5 2026-10-05 14:30",
        "AA26-097 20261005",
        "20261005001",
        "1580.00 2600.00",
        "6901234567892",
        "800×800 共 1380 片",
    ],
)
def test_what_is_no_phone_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(0731)8476-1883", "(0731)****1883"),
        ("0731 84761883-801", "0731 ****1883-801"),
        ("010-84761883", "010-****1883"),
        ("430102199001011234", "430****1234"),
        ("身份证 430102 19900101 123X", "身份证 430****123X"),
        ("满意13 13812345678", "满意13 138****5678"),
        ("13812345678x2", "138****5678x2"),
    ],
)
def test_landlines_and_identity_numbers_are_hidden(text: str, shown: str) -> None:
    assert masked(text) == shown

"""Chinese numerals: 三十, 两百五, 廿三, 二〇二五, 壹仟贰佰."""

from __future__ import annotations

_DIGITS = {
    character: number
    for number, group in enumerate(("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for character in group
}
_TENS = {"廿": 20, "卅": 30}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}

CHARACTERS = "".join((*_DIGITS, *_TENS, *_UNITS))


def numeral(text: str) -> int | None:
    """The number that Chinese numerals say, or None for anything else.

    >>> [numeral(word) for word in ("三十", "两百五", "廿三", "二〇二五", "一万二千零三", "几十", "")]
    [30, 250, 23, 2025, 12003, None, None]
    """
    if not text or any(character not in CHARACTERS for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    total = section = digit = 0
    tail = 1  # what a last digit without a unit counts: 两百五 is 250
    fresh = True  # two digits in a row (二三十) are a guess, not a number
    for character in text:
        if character in _DIGITS:
            if not fresh and digit:
                return None
            digit, fresh = _DIGITS[character], False
            tail = 1 if digit == 0 else tail
            continue
        if character in _TENS:
            section, tail = section + _TENS[character], 1
        elif (unit := _UNITS[character]) < _UNITS["万"]:
            section, tail = section + (digit or 1) * unit, unit // 10
        else:
            total, section, tail = (total + section + digit) * unit, 0, unit // 10
        digit, fresh = 0, True
    return total + section + digit * max(tail, 1)

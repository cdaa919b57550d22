"""What people outside the department may see of a customer: phones are masked wherever they stand."""

from __future__ import annotations

import re

MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}-?)\d{3,4}(\d{4})(?!\d)")


def masked(text: str) -> str:
    """Hide the middle of every phone number in a text.

    >>> masked("13812345678、0731-84761883")
    '138****5678、0731-****1883'
    """
    return LANDLINE.sub(r"\1****\2", MOBILE.sub(r"\1****\2", text))

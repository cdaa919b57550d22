"""What is packed can be read by the Python that packed it, whichever 3.11 it is."""

from __future__ import annotations

import pytest

from aftersales.ledger.packed import pack, unpack
from aftersales.model import RowKind


def test_a_member_of_ours_is_packed_by_its_class_though_python_would_name_getattr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RowKind, "__reduce_ex__", lambda kind, _: (getattr, (RowKind, kind.name)))  # as 3.11.2 does
    assert unpack(pack((RowKind.NOTE, RowKind.RECORD))) == (RowKind.NOTE, RowKind.RECORD)

"""close and reopen, with the real stages on a drop folder of one small sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aftersales.ledger.lock import only_run
from tests.cli.conftest import Call

LOG = "回访日期,门店,客户姓名,联系电话,回访人,满意度\n2026-10-05,五里牌店,张三,13800000001,王芳,5\n"


@pytest.fixture
def shop(call: Call, tmp_path: Path) -> Path:
    """A shop whose October was published on the first of November."""
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "回访登记表.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("workers: 1\n", encoding="utf-8")
    assert call("run", "--as-of", "2026-11-01").code == 0
    return tmp_path


def history(shop: Path) -> list[tuple[str, int, str, str]]:
    told = json.loads((shop / "outputs/2026-10/ledger.json").read_text(encoding="utf-8"))["history"]
    return [(event["what"], event["version"], event["at"], event["why"]) for event in told]


def test_a_month_is_closed_opened_with_a_reason_and_closed_anew(call: Call, shop: Path) -> None:
    said = call("close", "2026-10")
    assert (said.code, said.out) == (0, "2026-10 已封存，第 1 版；之后的改动列在追溯调整里\n")
    said = call("reopen", "2026-10", "--why", "漏了高桥店，问 13800000001")
    assert said.code == 0
    assert "已重新打开" in said.out
    assert call("run", "--as-of", "2026-11-02").code == 0
    assert json.loads(call("close", "2026-10", "--json").out) == [{"month": "2026-10", "what": "closed", "version": 2}]
    assert history(shop) == [
        ("closed", 1, "2026-11-21T03:00", ""),
        ("reopened", 1, "2026-11-21T03:00", "漏了高桥店，问 138****0001"),
        ("closed", 2, "2026-11-21T03:00", ""),
    ]


def test_later_nights_leave_a_closed_month_and_say_what_would_differ(call: Call, shop: Path) -> None:
    call("close", "2026-10")
    before = (shop / "outputs/2026-10/data/measures.csv").read_bytes()
    (shop / "inputs" / "迟到.csv").write_text(LOG.replace("05,", "30,").replace("0001", "0002"), encoding="utf-8")
    assert call("run", "--as-of", "2026-11-02").code == 0
    assert (shop / "outputs/2026-10/data/measures.csv").read_bytes() == before
    told = (shop / "outputs/2026-10/data/restatements.csv").read_text(encoding="utf-8-sig").splitlines()
    assert any(line.startswith("2026-10,callback.calls,,,,,,1,2,1,补登 1 条（迟到.csv › 第2行）") for line in told)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("close", "2026-09"), "2026-09 还没有发布过"),
        (("close", "2026-13"), "不是月份"),
        (("close", "2026-10", "2026-13"), "不是月份"),
        (("close",), "YYYY-MM"),
        (("reopen", "2026-10", "--why", "漏了一张表"), "2026-10 没有封存"),
        (("reopen", "2026-10"), "--why"),
        (("reopen", "2026-10", "--why", " "), "请写明原因"),
    ],
)
def test_what_cannot_be_done_is_refused_with_2(call: Call, shop: Path, arguments: tuple[str, ...], why: str) -> None:
    said = call(*arguments)
    assert said.code == 2
    assert why in said.err
    assert not (shop / "outputs/2026-10/ledger.json").exists()


def test_of_several_months_those_that_can_be_are_closed(call: Call, shop: Path) -> None:
    said = call("close", "2026-09", "2026-10")
    assert said.code == 2
    assert "2026-09 还没有发布过" in said.err
    assert history(shop)[0][:2] == ("closed", 1)
    assert "2026-10 已经封存" in call("close", "2026-10").err


def test_nothing_is_closed_while_a_run_is_at_work(call: Call, shop: Path) -> None:
    with only_run(shop / "state"):
        assert call("close", "2026-10").code == 75
    assert not (shop / "outputs/2026-10/ledger.json").exists()

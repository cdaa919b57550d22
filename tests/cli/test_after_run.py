"""What follows a run: the logs, the messages, the ping; none of it changes how the run ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from aftersales.ledger.lock import LockedError
from aftersales.problems import Place, Problem
from aftersales.publish import Published
from tests.cli.conftest import BAD_DATE, Call, Stages, outcome
from tests.messages.services import Receiver, web_service

CONFIG = "company: {name: 湘岚陶瓷}\nmessages: {channels: [wecom], link: 'https://reports.example', seconds: 1}\n"
PUBLISHED = Published(replaced=("2026-10", "data", "index.html"))


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Receiver]:
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    with web_service() as receiver:
        yield receiver


def env(bot: Receiver) -> dict[str, str]:
    return {"AFTERSALES_WECOM_WEBHOOK": f"{bot.url}/?key=topsecret"}


def texts(bot: Receiver) -> list[str]:
    return [body["text"]["content"] for _, body in bot.came]


def log(tmp_path: Path, suffix: str = "log") -> str:
    return (tmp_path / "outputs" / "logs" / f"run-2026-11.{suffix}").read_text(encoding="utf-8")


def test_a_new_month_with_problems_is_told_once(call: Call, stages: Stages, bot: Receiver, tmp_path: Path) -> None:
    month = tmp_path / "outputs" / "2026-10"
    month.mkdir(parents=True)
    (month / "run.json").write_text('{"headline": "2026年10月：投诉 7 件。"}', encoding="utf-8")
    stages.outcome = outcome(problems=(BAD_DATE, BAD_DATE), published=PUBLISHED)
    assert call("run", env=env(bot)).code == 0
    [text] = texts(bot)
    assert "新的月份：2026-10\n2026年10月：投诉 7 件。" in text
    assert "要改的：1 个文件 2 处" in text
    assert "不详" not in text  # what stood in the cell
    assert call("run", env=env(bot)).code == 0
    assert len(texts(bot)) == 1


def test_a_file_that_bears_the_name_of_somebody_is_told_without_it(
    call: Call, stages: Stages, bot: Receiver, tmp_path: Path
) -> None:
    records = tmp_path / "outputs" / "2026-10" / "data" / "records"
    records.mkdir(parents=True)
    text = "\ufeffrecord_id,customer,store,called_by,remark\nr,王五一,高桥店,李四二、赵六三,回访\n"
    (records / "callback.csv").write_text(text, encoding="utf-8")
    names = ("王五一投诉.xlsx", "申诉单_赵六三.xlsx", "高桥店回访.xlsx")
    stages.outcome = outcome(problems=tuple(Problem("file-empty", Place(name)) for name in names))
    call("run", env=env(bot))
    [told] = texts(bot)
    assert [line.split("：")[0] for line in told.splitlines() if line.startswith("  · ")] == [
        "  · 某某投诉.xlsx",
        "  · 申诉单_某某.xlsx",
        "  · 高桥店回访.xlsx",
    ]


@pytest.mark.parametrize(
    "setting", ["messages: {channels: [wecom], file_names: false}", CONFIG + "privacy: {records: false}"]
)
def test_where_nobody_can_know_the_names_no_file_is_named(
    call: Call, stages: Stages, bot: Receiver, tmp_path: Path, setting: str
) -> None:
    (tmp_path / "config.yaml").write_text(setting, encoding="utf-8")
    stages.outcome = outcome(problems=(Problem("file-empty", Place("王五一投诉.xlsx")),))
    call("run", env=env(bot))
    [told] = texts(bot)
    assert "要改的：1 个文件 1 处" in told
    assert ".xlsx" not in told


def test_a_dry_run_tells_nobody(call: Call, stages: Stages, bot: Receiver, tmp_path: Path) -> None:
    stages.fault = RuntimeError("x")
    assert call("run", "--dry-run", env={**env(bot), "AFTERSALES_PING_URL": bot.url}).code == 1
    assert bot.came == []
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(("fault", "code"), [(RuntimeError("x"), 1), (OSError(28, "No space left"), 5)])
def test_a_run_that_broke_off_is_told_and_logged(
    call: Call, stages: Stages, bot: Receiver, tmp_path: Path, fault: Exception, code: int
) -> None:
    stages.fault = fault
    assert call("run", env=env(bot)).code == code
    assert f"（退出码 {code}）" in texts(bot)[0]
    assert f"退出码 {code}（" in log(tmp_path)


def test_a_run_that_found_another_at_work_tells_and_touches_nothing(
    call: Call, stages: Stages, bot: Receiver, tmp_path: Path
) -> None:
    stages.fault = LockedError("state")
    assert call("run", env={**env(bot), "AFTERSALES_PING_URL": bot.url}).code == 75
    assert bot.came == []
    assert not (tmp_path / "outputs").exists()


def test_a_channel_that_fails_is_told_and_logged_and_the_code_stays(
    call: Call, stages: Stages, bot: Receiver, tmp_path: Path
) -> None:
    stages.outcome = outcome(published=PUBLISHED)
    bot.body = b'{"errcode":93000,"errmsg":"invalid webhook url topsecret"}'
    said = call("run", "-q", env=env(bot))
    assert said.code == 0
    for told in (said.err, log(tmp_path), log(tmp_path, "jsonl")):
        assert "消息没有发到企业微信" in told
        assert "key=topsecret" not in told


def test_whoever_interrupts_a_run_needs_no_message_but_the_log_tells(
    call: Call, stages: Stages, bot: Receiver, tmp_path: Path
) -> None:
    stages.fault = KeyboardInterrupt()
    said = call("run", env={**env(bot), "AFTERSALES_PING_URL": bot.url})
    assert (said.code, said.err) == (130, "")
    assert bot.came == []
    assert "退出码 130（被人中断，没有做完）" in log(tmp_path)


def test_a_fault_of_our_own_after_the_run_does_not_undo_it(
    call: Call, stages: Stages, bot: Receiver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("aftersales.messages.sending.recall", lambda _: 1 / 0)
    stages.outcome = outcome(published=PUBLISHED)
    said = call("run", env=env(bot))
    assert said.code == 0
    assert "报表不受影响" in said.err
    [kept] = (tmp_path / "outputs" / "logs").glob("error-*.txt")
    assert str(kept) in said.err
    assert "ZeroDivisionError" in kept.read_text(encoding="utf-8")


def test_the_ping_tells_good_from_bad(call: Call, stages: Stages, bot: Receiver, tmp_path: Path) -> None:
    pinging = {"AFTERSALES_PING_URL": f"{bot.url}/abc"}
    call("run", env=pinging)
    stages.outcome = outcome(gate_failures=("x",))
    call("run", env=pinging)
    stages.outcome = outcome(stale=("callback",))
    call("run", env=pinging)
    (tmp_path / "config.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    assert call("run", env=pinging).code == 2
    assert [path for path, _ in bot.came] == ["/abc", "/abc", "/abc/fail", "/abc/fail"]


def test_the_logs_hold_nothing_from_a_cell(call: Call, stages: Stages, tmp_path: Path) -> None:
    place = Place("十月/13812345678投诉.xlsx", "王五一", 7, "C")
    stages.outcome = outcome(problems=(Problem("not-a-date", place, "date", "李四二", {"field_zh": "回访日期"}),))
    call("run")
    for told in (log(tmp_path), log(tmp_path, "jsonl")):
        assert not [text for text in ("13812345678", "王五一", "李四二") if text in told]
    assert "错误 看不懂的日期 × 1（1 个文件，如 十月/138****5678投诉.xlsx）" in log(tmp_path)


def test_programs_read_one_line_a_run(call: Call, stages: Stages, tmp_path: Path) -> None:
    stages.outcome = outcome(problems=(BAD_DATE,), gate_failures=("退回行占 30%",))
    call("run")
    stages.fault = RuntimeError("x")
    call("run")
    good, bad = map(json.loads, log(tmp_path, "jsonl").splitlines())
    assert (good["at"], good["exit_code"], good["as_of"]) == ("2026-11-21T03:00:00", 3, "2026-11-21T03:00")
    assert (good["counts"], good["months"]) == ({"files": 3, "problems": 1}, ["2026-10"])
    assert (good["problems"], good["seconds"]) == ({"not-a-date": 1}, {"read": 0.5})
    assert (bad["exit_code"], bad["months"]) == (1, [])


@pytest.mark.usefixtures("stages")
def test_a_log_that_cannot_be_written_is_told_and_the_code_stays(call: Call, tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "logs").write_text("a file", encoding="utf-8")
    said = call("run")
    assert said.code == 0
    assert "写不了日志" in said.err

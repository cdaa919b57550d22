"""`doctor`: each line ok, 注意 or 坏 with its remedy; only what is bad changes the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Call

Findings = list[dict[str, str]]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "回访.csv").write_text("x", encoding="utf-8")
    (tmp_path / "outputs").mkdir()
    (tmp_path / "state").mkdir()
    return tmp_path


@pytest.fixture
def found(call: Call) -> Callable[..., tuple[int, Findings]]:
    def asking(area: str = "", **env: str) -> tuple[int, Findings]:
        said = call("doctor", "--json", env=env)
        findings = json.loads(said.out)["findings"]
        return said.code, [one for one in findings if one["area"] == area or not area]

    return asking


Found = Callable[..., tuple[int, Findings]]


def levels(findings: Findings) -> list[str]:
    return [one["level"] for one in findings]


def test_a_shop_in_order(shop: Path, found: Found) -> None:
    before = sorted(path.name for path in (shop / "inputs").iterdir())
    code, findings = found()
    assert code == 0
    assert "坏" not in levels(findings)
    areas = {one["area"] for one in findings}
    assert areas >= {"Python", "设置", "登记表文件夹", "输出文件夹", "状态文件夹", "锁", "磁盘空间", "时钟", "节假日"}
    assert areas >= {"消息", "监控地址", "定时任务", "中文字体", "组件"}
    assert all(one["remedy"] for one in findings if one["level"] != "ok")
    assert sorted(path.name for path in (shop / "inputs").iterdir()) == before
    assert not list((shop / "outputs").glob(".doctor-*"))


def test_before_the_first_run_missing_outputs_are_no_fault(tmp_path: Path, found: Found) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "a.csv").write_text("x", encoding="utf-8")
    code, _ = found()
    assert code == 0
    assert not (tmp_path / "outputs").exists()


def test_every_complaint_of_the_config_is_a_line(shop: Path, found: Found) -> None:
    (shop / "config.yaml").write_text("workers: x\nnonsense: 1\n", encoding="utf-8")
    code, findings = found("设置")
    assert code == 2
    assert [one["what"].split(" ")[0] for one in findings] == ["config.yaml:1:10:", "config.yaml:2:1:"]


@pytest.mark.parametrize(
    ("spoil", "area"),
    [
        (lambda shop: (shop / "inputs" / "回访.csv").unlink(), "登记表文件夹"),
        (lambda shop: (shop / "inputs").rename(shop / "elsewhere"), "登记表文件夹"),
        (lambda shop: ((shop / "outputs").rmdir(), (shop / "outputs").write_text("x")), "输出文件夹"),
        (lambda shop: ((shop / "state").rmdir(), (shop / "state").write_text("x")), "状态文件夹"),
    ],
)
def test_a_folder_that_is_not_as_it_should_be(
    shop: Path, found: Found, spoil: Callable[[Path], object], area: str
) -> None:
    spoil(shop)
    code, findings = found(area)
    assert code == 2
    assert "坏" in levels(findings)


def test_a_clock_that_was_or_is_wrong(shop: Path, found: Found) -> None:
    facts = {"finished": "2027-11-21T02:30:00", "exit_code": 0}
    (shop / "state" / "last_run.json").write_text(json.dumps(facts), encoding="utf-8")
    code, [clock] = found("时钟")
    assert code == 2
    assert "2027-11-21 02:30" in clock["what"]


def test_the_holidays_of_january_are_missing_in_november_until_somebody_writes_them_down(
    shop: Path, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aftersales.calendar_years.last_known_year", lambda: 2026)
    code, [line] = found("节假日")
    assert (code, line["level"]) == (0, "注意")
    assert "2027" in line["what"]
    (shop / "config.yaml").write_text("holidays: {2027-01-01: true}\n", encoding="utf-8")
    assert levels(found("节假日")[1]) == ["ok"]


@pytest.mark.usefixtures("shop")
def test_secrets_are_missed_and_never_shown(shop: Path, found: Found, call: Call) -> None:
    (shop / "config.yaml").write_text("messages: {channels: [wecom, dingtalk]}\n", encoding="utf-8")
    env = {
        "AFTERSALES_WECOM_WEBHOOK": "https://bot.example/?key=topsecret",
        "AFTERSALES_FEISHU_SECRET": "topsecret",
        "AFTERSALES_DINGTALK_WEBHOK": "topsecret",
    }
    code, findings = found("消息", **env)
    assert code == 2
    assert [(one["level"], one["what"]) for one in findings] == [
        ("ok", "企业微信：AFTERSALES_WECOM_WEBHOOK"),
        ("坏", "钉钉：没有环境变量 AFTERSALES_DINGTALK_WEBHOOK"),
        ("注意", "环境里有飞书的密钥，但设置里没有它"),
    ]
    _, [typo] = found("环境变量", **env)
    assert "是不是“AFTERSALES_DINGTALK_WEBHOOK”" in typo["what"]
    assert "topsecret" not in call("doctor", env=env).out


def test_people_read_a_mark_and_a_remedy(shop: Path, call: Call) -> None:
    (shop / "inputs" / "回访.csv").unlink()
    said = call("doctor")
    assert said.code == 2
    lines = said.out.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("坏"))
    assert "登记表文件夹：是空的" in lines[at]
    assert lines[at + 1].strip().startswith("→ 共享连上了吗？")
    quiet = call("doctor", "-q").out
    assert "ok" not in quiet
    assert "登记表文件夹：是空的" in quiet


def test_a_folder_that_may_not_be_looked_into_is_a_line_and_the_round_goes_on(
    shop: Path, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.iterdir

    def closed(folder: Path) -> Iterator[Path]:
        if folder == shop / "outputs":
            raise PermissionError(13, "Permission denied", str(folder))
        return whole(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    code, findings = found()
    assert code == 2
    assert [(f["area"], f["what"]) for f in findings if f["what"].startswith("看不了")] == [
        ("输出文件夹", f"看不了：{shop / 'outputs'}（Permission denied）")
    ]
    assert {"状态文件夹", "锁", "定时任务"} <= {f["area"] for f in findings}

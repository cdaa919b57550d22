"""Months that are closed: their folder stays as published, and what would now be different is told beside it."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from aftersales.ledger.closing import closed, reopened
from aftersales.ledger.months import open_ledger
from tests.sheets import Night, night, read_csv

HEAD = "| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 当事人 | 满意度 |\n"
SEPTEMBER = f"""
售后回访记录
{HEAD}| 2026-09-02 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 张三 | 5 |
| 2026-09-03 | 五里牌店 | 林二 | 13800000002 | 王芳 | 张三 | 5 |
| 2026-09-04 | 高桥店 | 黄三 | 13800000003 | 刘敏 | 李四 | 2 |
| 2026-09-05 | 高桥店 | 何四 | 13800000004 | 刘敏 | 李四 | 5 |
"""
OCTOBER = f"""
售后回访记录
{HEAD}| 2026-10-02 | 五里牌店 | 吴五 | 13800000005 | 王芳 | 张三 | 5 |
"""
AUDIT = """
抽查回访记录
| 抽查日期 | 抽查人 | 客户姓名 | 电话 | 回访人 | 当事人 | 抽查结果 |
| 2026-09-20 | 周主任 | 林二 | 13800000002 | 王芳 | 张三 | 不属实 |
"""
FILES = {"九月回访": SEPTEMBER, "十月回访": OCTOBER, "抽查": AUDIT}
RATE = "callback.satisfaction_rate"


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T03:00")


def tree(folder: Path, *, without: str = "data/restatements.csv") -> dict[str, bytes]:
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in names.items() if name != without}


def shop(tmp_path: Path, day: str = "2026-10-05", files: dict[str, str] | None = None, **options: object) -> Night:
    return night(tmp_path, FILES if files is None else files, as_of=at(day), **options)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop whose September was published on the 5th and the 9th of October; the later night closed it."""
    folder = tmp_path_factory.mktemp("shop")
    shop(folder, "2026-10-05")
    shop(folder, "2026-10-09", {})
    return folder


@pytest.fixture
def closed_shop(base: Path, tmp_path: Path) -> Path:
    """That shop, to do something to."""
    return Path(shutil.copytree(base, tmp_path / "shop"))


def told(said: Night, month: str = "2026-10", **where: str) -> list[tuple[str, str, str]]:
    """Published, now and difference of the rows with these dimensions, all others blank (the store of a person is not asked)."""
    key = {"store": "", "person": "", "category": "", "product": "", "unit": "", **where}
    if where.get("measure", "").startswith("proposal."):
        key.pop("store")
    rows = [row for row in said.table("restatements", month) if all(row[name] == key[name] for name in key)]
    return [(row["published"], row["now"], row["difference"]) for row in rows]


def late(*lines: str) -> dict[str, str]:
    return {"迟到": f"售后回访记录\n{HEAD}" + "\n".join(lines)}


LATE = late("| 2026-09-30 | 五里牌店 | 迟六 | 13800000006 | 王芳 | 张三 | 1 |")


# -- when a month closes ----------------------------------------------------------------------------------------------


def test_a_month_closes_by_itself_on_its_day(tmp_path: Path) -> None:
    first = shop(tmp_path, "2026-10-07")
    assert not list(first.outputs.glob("*/ledger.json"))
    said = shop(tmp_path, "2026-10-08", {})
    seal = json.loads((said.outputs / "2026-09/ledger.json").read_text(encoding="utf-8"))
    events = [(e["what"], e["version"], e["at"], e["by"]) for e in seal["history"]]
    assert events == [("closed", 1, "2026-10-08T03:00", "自动")]
    assert any("2026-09 已封存（第 1 版" in remark for remark in said.outcome.remarks)
    assert not (said.outputs / "2026-10/ledger.json").exists()
    assert tree(tmp_path / "state/ledger/2026-09") == tree(said.outputs / "2026-09")
    assert "已封存：2026-10-08，第 1 版" in (said.outputs / "index.html").read_text(encoding="utf-8")
    assert "2026-10-08 封存" in (said.outputs / "2026-09/售后月报-2026-09.html").read_text(encoding="utf-8")


def test_what_came_until_its_day_is_still_in_its_figures(tmp_path: Path) -> None:
    shop(tmp_path, "2026-10-05")
    said = shop(tmp_path, "2026-10-09", LATE)
    assert (said.outputs / "2026-09/ledger.json").exists()
    rates = [row["value"] for row in said.table("measures", "2026-09") if row["measure"] == RATE and not row["store"]]
    assert rates[0] == "0.6"
    assert said.table("restatements") == []


def test_old_months_are_seen_for_a_night_before_they_close_as_they_were_seen(tmp_path: Path) -> None:
    first = shop(tmp_path, "2026-11-20")
    assert not list(first.outputs.glob("*/ledger.json"))
    seen = tree(first.outputs / "2026-09")
    same_night = shop(tmp_path, "2026-11-20", {})
    assert not list(same_night.outputs.glob("*/ledger.json"))
    said = shop(tmp_path, "2026-11-21", LATE)
    after = tree(said.outputs / "2026-09")
    assert {name: after[name] for name in seen if name != "run.json"} == {
        name: content for name, content in seen.items() if name != "run.json"
    }
    assert (said.outputs / "2026-10/ledger.json").exists()
    assert ("0.75", "0.6", "-0.15") in told(said, "2026-09", measure=RATE)


def test_no_month_closes_by_itself_where_the_shop_does_not_want_it(tmp_path: Path) -> None:
    shop(tmp_path, "2026-10-05", settings={"close_on_day": None})
    said = shop(tmp_path, "2026-10-09", {}, settings={"close_on_day": None})
    assert not list(said.outputs.glob("*/ledger.json"))


def test_a_run_that_publishes_nothing_closes_nothing(tmp_path: Path) -> None:
    shop(tmp_path, "2026-10-05")
    said = shop(tmp_path, "2026-10-09", {}, dry_run=True)
    assert not list(said.outputs.glob("*/ledger.json"))
    assert not (tmp_path / "state/ledger").exists()


# -- what is told about a closed month --------------------------------------------------------------------------------


def test_a_late_row_changes_no_figure_of_a_closed_month_and_is_told(closed_shop: Path) -> None:
    before = tree(closed_shop / "outputs/2026-09")
    said = shop(closed_shop, "2026-10-10", LATE)
    assert tree(said.outputs / "2026-09") == before
    # five rated calls instead of four, three of them satisfied: 3/4 → 3/5; the shop 2/2 → 2/3, the other one as it was
    assert told(said, measure="callback.calls") == [("4", "5", "1")]
    assert told(said, measure=RATE) == [("0.75", "0.6", "-0.15")]
    assert [row[:2] for row in told(said, measure=RATE, store="五里牌店")] == [("1", "0.6666666666666666")]
    assert told(said, measure=RATE, store="高桥店") == []
    [row] = [row for row in said.table("restatements") if row["measure"] == "callback.calls" and row["person"]]
    assert (row["person"], row["because"]) == ("王芳", "补登 1 条（迟到.xlsx › Sheet1 › 第3行）")
    [record] = read_csv(closed_shop / "state/ledger/2026-09/data/records/callback.csv")[:1]
    assert len(row["record_ids"]) == len(record["record_id"])
    assert said.table("restatements", "2026-09") == said.table("restatements")
    page = (said.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")
    assert "追溯调整" in page
    assert "2026-09 封存后有 1 条记录变动" in page


def test_the_months_after_show_a_closed_month_as_it_was_published(closed_shop: Path) -> None:
    before = shop(closed_shop, "2026-10-10", {}).outputs / "2026-10/售后月报-2026-10.html"
    figures = before.read_text(encoding="utf-8").count("75.0%")
    said = shop(closed_shop, "2026-10-11", LATE)
    after = (said.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")
    assert figures
    assert after.count("75.0%") >= figures


def test_a_row_inserted_above_is_one_late_row_and_moves_no_other(closed_shop: Path) -> None:
    grown = SEPTEMBER.replace(
        "| 2026-09-02 |", "| 2026-09-01 | 高桥店 | 新来 | 13800000009 | 刘敏 | 李四 | 4 |\n| 2026-09-02 |"
    )
    said = shop(closed_shop, "2026-10-10", {"九月回访": grown})
    rows = said.table("restatements")
    assert {row["because"] for row in rows} == {"补登 1 条（九月回访.xlsx › Sheet1 › 第3行）"}
    assert {len(row["record_ids"].split("、")) for row in rows} == {1}


def test_an_edited_row_says_what_was_changed_but_nothing_about_the_customer(closed_shop: Path) -> None:
    edited = SEPTEMBER.replace("林二 | 13800000002 | 王芳 | 张三 | 5", "林二二 | 13800000002 | 王芳 | 张三 | 2")
    said = shop(closed_shop, "2026-10-10", {"九月回访": edited})
    assert told(said, measure=RATE) == [("0.75", "0.5", "-0.25")]
    [because] = {row["because"] for row in said.table("restatements") if row["measure"] == RATE}
    assert because == "修改 1 条（九月回访.xlsx › Sheet1 › 第4行：客户姓名，满意度 5→2）"
    assert "林二二" not in (said.outputs / "2026-10/data/restatements.csv").read_text(encoding="utf-8")


def test_a_row_that_is_replaced_by_another_customers_is_no_edit(closed_shop: Path) -> None:
    other = SEPTEMBER.replace("林二 | 13800000002", "别人 | 13800000022").replace("2026-09-03", "2026-09-13")
    said = shop(closed_shop, "2026-10-10", {"九月回访": other, "抽查": AUDIT.replace("2026-09-20", "2026-10-02")})
    words = {row["because"] for row in said.table("restatements") if row["measure"].startswith("audit.")}
    assert all("改到别的月份 1 条" in word for word in words)
    page = (said.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")
    assert "2026-09 封存后有 3 条记录变动" in page  # one deleted, one added, one audit of another month


def test_a_deleted_file_is_told_with_its_rows(closed_shop: Path) -> None:
    (closed_shop / "inputs/九月回访.xlsx").unlink()
    said = shop(closed_shop, "2026-10-10", {})
    assert said.outcome.exit_code == 0
    [row] = [r for r in said.table("restatements") if r["measure"] == "callback.rated" and r["store"] == "高桥店"]
    assert (row["published"], row["now"], row["difference"]) == ("2", "", "-2")
    assert row["because"] == "删除 2 条（九月回访.xlsx › Sheet1 第5、6行）"
    assert len(row["record_ids"].split("、")) == 2


def test_a_month_of_which_nothing_is_left_still_stands(closed_shop: Path) -> None:
    before = tree(closed_shop / "outputs/2026-09")
    for name in ("九月回访.xlsx", "抽查.xlsx"):
        (closed_shop / "inputs" / name).unlink()
    said = shop(closed_shop, "2026-10-10", {})
    assert tree(said.outputs / "2026-09") == before
    assert told(said, measure="callback.calls")[0][0] == "4"


def test_a_correction_sheet_is_told_as_one(closed_shop: Path) -> None:
    order = """
更正登记表
| 登记表 | 单号 | 原文件 | 原工作表 | 原行号 | 更正栏目 | 改为 |
| 售后回访记录 | | 九月回访 | Sheet1 | 4 | 满意度 | 1 |
"""
    said = shop(closed_shop, "2026-10-10", {"更正": order})
    assert told(said, measure=RATE) == [("0.75", "0.5", "-0.25")]
    [because] = {row["because"] for row in said.table("restatements") if row["measure"] == RATE}
    assert because == "更正 1 条（九月回访.xlsx › Sheet1 › 第4行：满意度 5→1）"


def test_a_changed_setting_is_named_and_no_row_is_blamed(tmp_path: Path) -> None:
    fair = {"九月回访": SEPTEMBER.replace("刘敏 | 李四 | 2", "刘敏 | 李四 | 基本满意")}
    shop(tmp_path, "2026-10-05", {**FILES, **fair})
    shop(tmp_path, "2026-10-09", {})
    said = shop(tmp_path, "2026-10-10", {}, settings={"satisfaction": {"basic_counts_as_satisfied": True}})
    assert told(said, measure=RATE) == [("0.75", "1", "0.25")]
    [row] = [row for row in said.table("restatements") if row["measure"] == RATE and not row["store"] + row["person"]]
    assert "设置改了（满意度）" in row["because"]
    assert "补登" not in row["because"]
    assert "修改" not in row["because"]


def test_without_written_records_late_and_edited_rows_cannot_be_told_apart(tmp_path: Path) -> None:
    hidden = {"settings": {"privacy": {"records": False}}}
    shop(tmp_path, "2026-10-05", **hidden)
    shop(tmp_path, "2026-10-09", {}, **hidden)
    said = shop(tmp_path, "2026-10-10", LATE, **hidden)
    assert told(said, measure="callback.calls") == [("4", "5", "1")]
    assert "记录少了 0 条、多了 1 条（没有输出明细" in said.table("restatements")[0]["because"]


def test_what_is_newly_wrong_with_a_closed_month_is_told_where_somebody_looks(closed_shop: Path) -> None:
    unread = late("| 2026-09-30 | 五里牌店 | 迟六 | 13800000006 | 王芳 | 张三 | 蛮好的吧 |")
    said = shop(closed_shop, "2026-10-10", unread)
    [found] = [row for row in said.table("problems") if row["file"] == "迟到.xlsx" and row["severity"] != "info"]
    assert (found["code"], found["row"]) == ("not-a-rating", "3")
    assert [path.name for path in (said.outputs / "2026-10/退回单").iterdir()] == ["迟到.xlsx"]


def test_what_a_closed_month_has_told_itself_is_not_told_again(tmp_path: Path) -> None:
    wrong = {**FILES, "九月回访": SEPTEMBER.replace("刘敏 | 李四 | 2", "刘敏 | 李四 | 蛮好的吧")}
    first = shop(tmp_path, "2026-10-05", wrong)
    assert any(row["code"] == "not-a-rating" for row in first.table("problems", "2026-09"))
    shop(tmp_path, "2026-10-09", {})
    said = shop(tmp_path, "2026-10-10", LATE)
    assert not any(row["code"] == "not-a-rating" for row in said.table("problems"))


def test_the_page_names_both_versions_of_a_file_by_their_hash(closed_shop: Path) -> None:
    then = {row["file"]: row["sha256"] for row in read_csv(closed_shop / "outputs/2026-09/data/sources.csv")}
    said = shop(closed_shop, "2026-10-10", {"九月回访": SEPTEMBER.replace("| 2 |", "| 5 |")})
    now = {row["file"]: row["sha256"] for row in read_csv(said.outputs / "data/sources.csv")}
    page = (said.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")
    assert then["九月回访.xlsx"] != now["九月回访.xlsx"]
    assert then["九月回访.xlsx"][:12] in page
    assert now["九月回访.xlsx"][:12] in page


# -- money ------------------------------------------------------------------------------------------------------------


def test_a_fine_that_falls_away_is_carried_over_once(closed_shop: Path) -> None:
    proposals = closed_shop / "outputs/2026-09/data/proposals.csv"
    fines = {(row["person"], row["amount"]) for row in read_csv(proposals) if row["proposal"] == "fine"}
    assert fines == {("王芳", "-20"), ("张三", "-20")}
    cleared = {"抽查": AUDIT.replace("不属实", "属实")}
    said = shop(closed_shop, "2026-10-10", cleared)
    where = {"measure": "proposal.fine", "category": "S2-18", "product": "conduct-fines", "unit": "元"}
    assert told(said, person="王芳", **where) == [("-20", "0", "20")]
    assert ("-20", "0", "20") in told(said, person="张三", **where)
    assert [row["amount"] for row in read_csv(proposals)].count("-20") == 2
    page = (said.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")
    assert "涉及 2 人，本月合计结转 40 元" in page
    november = {"十一月": OCTOBER.replace("2026-10", "2026-11")}
    closing = shop(closed_shop, "2026-11-09", november)
    seal = json.loads((closing.outputs / "2026-10/ledger.json").read_text(encoding="utf-8"))
    assert [(one["month"], one["person"], one["amount"]) for one in seal["carried"]] == [
        ("2026-09", "张三", 20.0),
        ("2026-09", "王芳", 20.0),
    ]
    later = shop(closed_shop, "2026-11-10", {})
    assert told(later, "2026-11", person="王芳", **where) == [("-20", "0", "20")]
    assert "结转 40 元" not in (later.outputs / "2026-11/售后月报-2026-11.html").read_text(encoding="utf-8")
    assert "carry_over" not in json.loads((later.outputs / "2026-11/run.json").read_text(encoding="utf-8"))
    back = shop(closed_shop, "2026-11-11", {"抽查": AUDIT})
    carried = json.loads((back.outputs / "2026-11/run.json").read_text(encoding="utf-8"))["carry_over"]
    assert [(one["person"], one["amount"]) for one in carried] == [("张三", -20.0), ("王芳", -20.0)]


# -- opening again ----------------------------------------------------------------------------------------------------


def test_a_month_that_is_opened_again_is_computed_and_closed_anew(closed_shop: Path) -> None:
    shop(closed_shop, "2026-10-10", LATE)
    state, outputs = closed_shop / "state", closed_shop / "outputs"
    reopened(open_ledger(outputs, state), "2026-09", at("2026-10-10"), "漏了一张表")
    said = shop(closed_shop, "2026-10-11", {})
    rates = [row["value"] for row in said.table("measures", "2026-09") if row["measure"] == RATE and not row["store"]]
    assert rates[0] == "0.6"
    assert read_csv(outputs / "2026-09/ledger/v1/measures.csv") != said.table("measures", "2026-09")
    assert said.table("restatements") == []
    assert "漏了一张表" not in said.outcome.remarks
    shop(closed_shop, "2026-11-07", {})
    assert not open_ledger(outputs, state).closed
    again = shop(closed_shop, "2026-11-08", {})
    events = json.loads((again.outputs / "2026-09/ledger.json").read_text(encoding="utf-8"))["history"]
    assert [(e["what"], e["version"], e["why"]) for e in events] == [
        ("closed", 1, ""),
        ("reopened", 1, "漏了一张表"),
        ("closed", 2, ""),
    ]
    assert (again.outputs / "2026-09/ledger/v1/measures.csv").is_file()


# -- damage -----------------------------------------------------------------------------------------------------------


def test_a_lost_state_is_rebuilt_from_the_outputs(closed_shop: Path) -> None:
    kept = tree(closed_shop / "state/ledger/2026-09")
    shutil.rmtree(closed_shop / "state")
    said = shop(closed_shop, "2026-10-10", LATE)
    assert tree(closed_shop / "state/ledger/2026-09") == kept
    assert told(said, measure=RATE) == [("0.75", "0.6", "-0.15")]
    assert said.outcome.exit_code == 0
    assert any("2026-09 的台账在本机不完整" in remark for remark in said.outcome.remarks)


@pytest.mark.parametrize("copy", ["outputs/2026-09", "state/ledger/2026-09"])
@pytest.mark.parametrize(
    ("damage", "name"), [("cut", "data/measures.csv"), ("lost", "售后月报-2026-09.xlsx"), ("cut", "ledger.json")]
)
def test_either_copy_is_made_good_from_the_other(closed_shop: Path, name: str, copy: str, damage: str) -> None:
    good = tree(closed_shop / "outputs/2026-09")
    path = closed_shop / copy / name
    path.unlink() if damage == "lost" else path.write_bytes(path.read_bytes()[:100])
    said = shop(closed_shop, "2026-10-10", LATE)
    assert tree(closed_shop / "outputs/2026-09") == good
    assert tree(closed_shop / "state/ledger/2026-09") == good
    assert told(said, measure=RATE) == [("0.75", "0.6", "-0.15")]
    assert any("2026-09" in remark for remark in said.outcome.remarks)


def test_outputs_that_were_deleted_get_the_closed_month_back_as_it_was(closed_shop: Path) -> None:
    good = tree(closed_shop / "outputs/2026-09")
    shutil.rmtree(closed_shop / "outputs")
    said = shop(closed_shop, "2026-10-10", LATE)
    assert tree(said.outputs / "2026-09") == good


@pytest.mark.parametrize("name", ["ledger.json", "data/measures.csv"])
def test_where_both_copies_are_damaged_the_month_stays_closed_and_the_run_says_so(closed_shop: Path, name: str) -> None:
    for copy in ("outputs/2026-09", "state/ledger/2026-09"):
        (closed_shop / copy / name).write_bytes(b"{")
    before = tree(closed_shop / "outputs/2026-09")
    said = shop(closed_shop, "2026-10-10", LATE)
    assert said.outcome.exit_code == 3
    assert said.outcome.gate_failures == ("封存的 2026-09 台账损坏",)
    assert said.outcome.months == ("2026-10",)
    assert tree(said.outputs / "2026-09") == before
    assert "2026-09 的台账损坏" in (said.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")


def test_a_half_written_copy_is_swept_up(closed_shop: Path) -> None:
    kept = closed_shop / "state/ledger"
    (kept / "2026-09").rename(kept / ".old-2026-09")
    (kept / ".new-2026-09").mkdir()
    said = shop(closed_shop, "2026-10-10", {})
    assert said.outcome.exit_code == 0
    assert tree(kept / "2026-09") == tree(said.outputs / "2026-09")
    assert sorted(path.name for path in kept.iterdir()) == ["2026-09"]


# -- the same nights, the same bytes ----------------------------------------------------------------------------------


def test_the_same_nights_leave_the_same_ledger(closed_shop: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(closed_shop / "inputs", other / "inputs")
    shop(other, "2026-10-05", {})
    shop(other, "2026-10-09", {})
    shop(closed_shop, "2026-10-10", LATE)
    shutil.copy2(closed_shop / "inputs/迟到.xlsx", other / "inputs")
    shop(other, "2026-10-10", {})
    for folder in ("2026-09", "2026-10/data"):
        one, another = (tree(place / "outputs" / folder, without="none") for place in (closed_shop, other))
        assert one == another


def test_a_night_with_nothing_new_leaves_a_closed_month_alone(closed_shop: Path) -> None:
    said = shop(closed_shop, "2026-10-10", LATE)
    before = {path: path.stat().st_mtime_ns for path in (said.outputs / "2026-09").rglob("*")}
    again = shop(closed_shop, "2026-10-11", {})
    assert {path: path.stat().st_mtime_ns for path in (said.outputs / "2026-09").rglob("*")} == before
    assert "2026-09" not in again.outcome.published.replaced


def test_a_month_that_is_closed_by_hand_stands_as_it_is(tmp_path: Path) -> None:
    first = shop(tmp_path, "2026-10-03")
    seen = tree(first.outputs / "2026-09")
    closed(open_ledger(first.outputs, tmp_path / "state"), "2026-09", at("2026-10-03"))
    said = shop(tmp_path, "2026-10-04", LATE)
    after = tree(said.outputs / "2026-09")
    assert {name for name in after if after[name] != seen.get(name)} == {"ledger.json", "run.json"}
    assert told(said, measure=RATE) == [("0.75", "0.6", "-0.15")]

"""`learn`: what is proposed for sheets that nobody knows, and that a run reads them once it is written."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aftersales.cli.app import main
from tests.sheets import SAVED, Sheets, read_csv, write

assert SAVED  # the pictures below are dated before it
NOW = datetime(2026, 11, 21, 3, 0)  # noqa: DTZ001 - local time
CALLS = {
    "10月": """
        五里牌店 2026年10月客户电访情况
        | 序号 | 打电话的日子 | 哪位客户 | 手机号      | 谁打的 | 客户满不满意 | 客户提的意见 | 楼栋 |
        | 1    | 2026-10-05   | 张三     | 13800000001 | 王芳   | 满意         |              | 3栋  |
        | 2    | 2026-10-06   | 李四     | 13800000002 | 王芳   | 不满意       | 阳台空鼓两片 | 5栋  |
        | 3    | 2026-10-07   | 赵五     | 13800000003 | 王芳   | 非常满意     |              | 6栋  |
    """
}
SAMPLES = """
    五里牌店样品借还登记表（2026年10月）
    | 序号 | 借出日期   | 样品编号 | 样品名称 | 借用人 | 借用人电话  | 押金 | 是否归还 | 备注 |
    | 1    | 2026-10-05 | Y01      | 灰色样板 | 王芳   | 13800000001 | 100  | 是       |      |
    | 2    | 2026-10-06 | Y02      | 米色样板 | 李强   | 13800000002 | 100  | 否       | 未还 |
"""
KNOWN = """
    回访记录
    | 回访日期   | 客户姓名 | 电话        | 回访员工 | 满意程度情况 | 楼栋号 | 车位 |
    | 2026-10-05 | 张三     | 13800000001 | 王芳     | 满意         | 3      | A1   |
    | 2026-10-06 | 李四     | 13800000002 | 王芳     | 不满意       | 4      | A2   |
"""
CONFIG = """\
# 售后月报的设置
company:
  name: 湘岚陶瓷            # 印在报表抬头

stores:
  - {name: 五里牌店, aliases: [五里牌]}

# 程序认不出的表头，在这里登记
kinds:
  callback:                 # 回访
    headings:
      called_by: [客服姓名]     # 总部的表

rules:
  small_sample: 10          # 少于这个数的比率只供参考
"""


class Shop:
    """A home folder with a config file and a drop folder, and the program called in it."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.config = home / "config.yaml"
        self.config.write_text(CONFIG, encoding="utf-8")
        self._capsys = capsys

    def logs(self, **files: Sheets) -> None:
        write(self.home / "inputs", files)

    def call(self, *arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments), NOW, self.home, {})
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def learn(self, *arguments: str) -> dict[str, Any]:
        code, out, err = self.call("learn", *arguments, "--json")
        assert (code, err) == (0, "")
        told: dict[str, Any] = json.loads(out)
        return told

    def records(self, kind: str) -> list[dict[str, str]]:
        """What a whole night gives."""
        code, _, err = self.call("run", "-q")
        assert (code, err) == (0, "")
        return read_csv(self.home / "outputs" / "2026-10" / "data" / "records" / f"{kind}.csv")


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    return Shop(tmp_path, capsys)


def fields_of(told: dict[str, Any], sheet: int = 0) -> dict[str, str]:
    return {column["heading"]: column["field"] for column in told["sheets"][sheet]["columns"] if column["field"]}


# -- a known sort of sheet in other words -----------------------------------------------------------------------------


def test_a_sheet_in_nobodys_words_is_proposed_as_the_kind_that_it_is(shop: Shop) -> None:
    shop.logs(电访=CALLS)
    told = shop.learn("电访.xlsx")
    [sheet] = told["sheets"]
    assert (sheet["step"], sheet["kind"], sheet["header_row"]) == ("wordings", "callback", 2)
    assert fields_of(told) == {
        "打电话的日子": "date",
        "哪位客户": "customer",
        "手机号": "phone",
        "客户满不满意": "satisfaction",
        "客户提的意见": "problem",
    }
    evidence = {column["heading"]: column["evidence"] for column in sheet["columns"]}
    assert evidence["客户满不满意"] == "与“客户满意度”相像（73%）；内容像评价（3/3）"
    assert evidence["打电话的日子"] == "内容像日期（3/3）"
    assert evidence["楼栋"] == "没有合适的字段，原样保留"
    assert (sheet["read_before_as"], sheet["read_after_as"]) == ("", ["callback"])
    assert not told["written"]
    assert shop.config.read_text(encoding="utf-8") == CONFIG


def test_once_written_a_run_reads_the_sheet_and_every_other_byte_of_the_config_stays(shop: Shop) -> None:
    shop.logs(电访=CALLS)
    assert shop.learn("电访.xlsx", "--write")["written"]
    assert shop.config.read_text(encoding="utf-8") == CONFIG.replace(
        "      called_by: [客服姓名]     # 总部的表\n",
        "      called_by: [客服姓名]     # 总部的表\n"
        "      date: [打电话的日子]\n"
        "      customer: [哪位客户]\n"
        "      satisfaction: [客户满不满意]\n"
        "      problem: [客户提的意见]\n",
    )
    assert (shop.home / "config.yaml.bak").read_text(encoding="utf-8") == CONFIG
    rows = shop.records("callback")
    assert [(r["date"], r["customer"], r["satisfaction"], r["problem"]) for r in rows] == [
        ("2026-10-05", "张三", "4", ""),
        ("2026-10-06", "李四", "2", "阳台空鼓两片"),
        ("2026-10-07", "赵五", "5", ""),
    ]
    assert json.loads(rows[0]["extra"]) == {"谁打的": "王芳", "楼栋": "3栋"}


def test_writing_twice_changes_nothing(shop: Shop) -> None:
    shop.logs(电访=CALLS)
    shop.learn("电访.xlsx", "--write")
    once = shop.config.read_bytes()
    again = shop.learn("电访.xlsx", "--write")
    assert (again["written"], again["additions"]) == (False, {})
    assert again["sheets"][0]["step"] == "nothing"
    assert shop.config.read_bytes() == once
    assert (shop.home / "config.yaml.bak").read_text(encoding="utf-8") == CONFIG


def test_a_known_sheet_with_a_few_strange_headings_gets_wordings_for_those(shop: Shop) -> None:
    shop.logs(回访=KNOWN)
    told = shop.learn("回访.xlsx", "--write")
    assert told["additions"] == {
        "callback": {"headings": {"called_by": ["回访员工"], "satisfaction": ["满意程度情况"]}}
    }
    assert told["sheets"][0]["read_before_as"] == "callback"
    rows = shop.records("callback")
    assert [(r["called_by"], r["satisfaction"]) for r in rows] == [("王芳", "4"), ("王芳", "2")]
    assert json.loads(rows[0]["extra"]) == {"楼栋号": "3", "车位": "A1"}


def test_what_is_like_nothing_is_never_written(shop: Shop) -> None:
    shop.logs(回访=KNOWN)
    headings = shop.learn("回访.xlsx")["additions"]["callback"]["headings"]
    assert {"楼栋号", "车位"}.isdisjoint(word for words in headings.values() for word in words)


def test_a_title_is_added_where_headings_alone_do_not_carry_it(shop: Shop) -> None:
    shop.logs(
        回电="""
        老客户回电本
        | 日期       | 姓名 | 电话        | 备注   |
        | 2026-10-05 | 张三 | 13800000001 | 都好   |
        | 2026-10-06 | 李四 | 13800000002 | 要补砖 |
        """
    )
    told = shop.learn("回电.xlsx", "--kind", "callback", "--write")
    assert told["additions"] == {"callback": {"titles": ["老客户回电本"]}}
    assert [row["customer"] for row in shop.records("callback")] == ["张三", "李四"]


# -- a sort of sheet that none of ours is -----------------------------------------------------------------------------


def test_a_sheet_that_is_none_of_ours_becomes_a_kind_of_the_shops_own(shop: Shop) -> None:
    shop.logs(样品=SAMPLES)
    told = shop.learn("样品.xlsx", "--write")
    [(kind, made)] = told["additions"].items()
    assert (kind, made["zh"], made["titles"]) == ("yangpin_jiehai", "样品借还登记表", ["样品借还"])
    assert {f["zh"]: f["type"] for f in made["fields"]} == {
        "借出日期": "date",
        "样品编号": "text",
        "样品名称": "text",
        "借用人": "person",
        "借用人电话": "phone",
        "押金": "money",
        "是否归还": "yes_no",
        "备注": "text",
    }
    assert (made["required"], made["event"]) == ([["jiechu_riqi"], ["yangpin_bianhao"]], ["jiechu_riqi"])
    rows = shop.records(kind)
    assert [(r["jiechu_riqi"], r["yangpin_bianhao"], r["yajin"], r["shifou_guihuan"]) for r in rows] == [
        ("2026-10-05", "Y01", "100", "yes"),
        ("2026-10-06", "Y02", "100", "no"),
    ]


def test_next_months_sheet_of_that_kind_needs_nothing_more(shop: Shop) -> None:
    shop.logs(样品={"10月": SAMPLES, "11月": SAMPLES.replace("2026年10月", "2026年11月").replace("-10-", "-11-")})
    told = shop.learn("样品.xlsx", "--write")
    assert [sheet["step"] for sheet in told["sheets"]] == ["new_kind", "nothing"]
    assert len(told["additions"]) == 1


def test_a_person_may_say_what_kind_it_is_or_that_it_is_a_new_one(shop: Shop) -> None:
    shop.logs(电访=CALLS)
    assert shop.learn("电访.xlsx", "--kind", "售后回访记录")["sheets"][0]["kind"] == "callback"
    told = shop.learn("电访.xlsx", "--kind", "客户电访")
    assert told["additions"]["kehu_dianfang"]["zh"] == "客户电访"
    code, _, err = shop.call("learn", "电访.xlsx", "--kind", "calback")
    assert code == 2
    assert "callback" in err


def test_a_sheet_that_lacks_what_is_required_is_not_made_up(shop: Shop) -> None:
    shop.logs(
        投诉="""
        | 客户 | 客户电话    | 反应的事情   | 处理结果 | 责任人 |
        | 张三 | 13800000001 | 阳台空鼓两片 | 更换     | 王芳   |
        """
    )
    told = shop.learn("投诉.xlsx", "--write")
    assert (told["sheets"][0]["kind"], told["additions"], told["written"]) == ("complaint", {}, False)
    _, out, _ = shop.call("learn", "投诉.xlsx", "--no-input")
    assert "没有一列像投诉日期、投诉内容或投诉类别" in out


def test_two_kinds_that_fit_alike_are_asked_about_and_not_guessed(shop: Shop) -> None:
    shop.logs(
        表="""
        | 日期       | 姓名 | 上门时间   | 完成时间   | 处理结果 | 问题类别 | 处理人 | 渠道 |
        | 2026-10-05 | 张三 | 2026-10-06 | 2026-10-07 | 更换两片 | 空鼓     | 王芳   | 电话 |
        """
    )
    told = shop.learn("表.xlsx")
    assert told["sheets"][0]["step"] in ("ask", "new_kind", "wordings", "nothing")
    if told["sheets"][0]["step"] == "ask":
        assert told["additions"] == {}
        assert len(told["sheets"][0]["candidates"]) > 1


# -- what is no log, what cannot be read, what cannot be written ------------------------------------------------------


def test_a_cover_has_nothing_to_be_learnt(shop: Shop) -> None:
    shop.logs(书={"封面": "五里牌店 2026年10月", "回访": KNOWN})
    told = shop.learn("书.xlsx")
    assert [sheet["step"] for sheet in told["sheets"]] == ["not_a_log", "wordings"]
    assert [sheet["sheet"] for sheet in shop.learn("书.xlsx", "--sheet", "回访")["sheets"]] == ["回访"]
    code, _, err = shop.call("learn", "书.xlsx", "--sheet", "十月")
    assert code == 2
    assert "封面、回访" in err


def test_a_file_that_cannot_be_read_says_so(shop: Shop) -> None:
    shop.logs(回访=KNOWN)
    (shop.home / "inputs" / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    told = shop.learn("坏.xlsx")
    assert told["sheets"] == []
    assert told["problems"]
    assert shop.call("learn", "没有.xlsx")[0] == 2


def test_a_config_that_would_become_wrong_stays_as_it_is(shop: Shop) -> None:
    """Another field claims the word already: the reader of settings refuses it, with the file's own name."""
    shop.logs(回访=KNOWN)
    broken = CONFIG.replace("called_by: [客服姓名]", "called_by: [客服姓名, 客服姓名]")
    shop.config.write_text(broken.replace("small_sample: 10 ", "small_samples: 10"), encoding="utf-8")
    before = shop.config.read_bytes()
    code, _, err = shop.call("learn", "回访.xlsx", "--write", "--no-input")
    assert code == 2
    assert "config.yaml:" in err
    assert shop.config.read_bytes() == before
    assert [path.name for path in shop.home.glob(".config*")] == []


def test_without_a_config_file_one_is_begun(shop: Shop) -> None:
    shop.config.unlink()
    shop.logs(回访=KNOWN)
    assert shop.learn("回访.xlsx", "--write")["written"]
    assert shop.config.read_text(encoding="utf-8").startswith("kinds:\n  callback:\n")
    assert [row["called_by"] for row in shop.records("callback")] == ["王芳", "王芳"]


def test_the_drop_folder_is_only_read(shop: Shop) -> None:
    shop.logs(回访=KNOWN)
    file = shop.home / "inputs" / "回访.xlsx"
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    shop.learn("回访.xlsx", "--write")
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert [path.name for path in (shop.home / "inputs").iterdir()] == ["回访.xlsx"]


def test_what_is_said_at_a_terminal_can_be_copied_into_the_config(shop: Shop) -> None:
    shop.logs(回访=KNOWN)
    code, out, _ = shop.call("learn", "回访.xlsx")
    assert code == 0
    assert (
        "kinds:\n  callback:\n    headings:\n      called_by: [回访员工]\n      satisfaction: [满意程度情况]\n" in out
    )
    assert "--write" in out
    assert "138" not in out

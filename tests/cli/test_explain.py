"""`explain MEASURE`: the figure, its definition and the rows of the clerks' files that make it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call

MEASURES = """\
month,measure,store,person,category,product,unit,value,numerator,denominator,low,high,target,verdict,rule
2026-10,callback.satisfaction_rate,,,,,,0.5,1,2,0.1,0.9,0.9,未达标,S2-12
2026-10,callback.satisfaction_rate,五里牌店,,,,,1,1,1,,,0.9,,S2-12
2026-10,callback.satisfaction_rate,,王芳,,,,0.5,1,2,,,0.9,,S2-12
2026-10,callback.calls,,,,,,2,2,,,,,,S2-11
"""
MEMBERS = """\
month,measure,record_id,store,person,category,product,unit,numerator,denominator
2026-10,callback.satisfaction_rate,r1,五里牌店,王芳,,,,1,1
2026-10,callback.satisfaction_rate,r2,高桥店,王芳,,,,0,1
2026-10,callback.calls,r1,五里牌店,王芳,,,,1,
"""
CALLBACKS = """\
record_id,file,sheet,row,month,date,store,customer,phone,called_by,satisfaction,extra
r1,五里牌/十月.xlsx,回访,4,2026-10,2026-10-05,五里牌店,张三,13800000001,王芳,5,
r2,高桥.csv,,9,2026-10,2026-10-06,高桥店,李四,13800000002,王芳,2,
"""


COMPLAINTS = """\
record_id,file,sheet,row,month,description,category,extra
c1,投诉.xlsx,登记,3,2026-10,"墙上起墩,师傅说没泡水",,
c2,投诉.xlsx,登记,4,2026-10,说不清楚,色差,
"""
BY_CATEGORY = """\
2026-10,complaint.by_category,,,,,,2,2,,,,,,S2-13
2026-10,complaint.by_category,,,空鼓脱落,,,1,1,,,,,,S2-13
"""
IN_CATEGORIES = """\
2026-10,complaint.by_category,c1,五里牌店,,,,,1,
2026-10,complaint.by_category,c2,五里牌店,,,,,1,
2026-10,complaint.by_category,c1,五里牌店,,空鼓脱落,,,1,
"""
DICTIONARY = """\
record_id,file,sheet,row,month,category,word,not_word,extra
w1,词典.xlsx,Sheet1,2,,空鼓脱落,起墩,,
"""


@pytest.fixture
def complaints(outputs: Path) -> None:
    data, shared = outputs / "2026-10" / "data", outputs / "data" / "records"
    shared.mkdir(parents=True)
    (shared / "dictionary.csv").write_text(DICTIONARY, encoding="utf-8-sig")
    (data / "records" / "complaint.csv").write_text(COMPLAINTS, encoding="utf-8-sig")
    for name, text in (("measures", MEASURES + BY_CATEGORY), ("members", MEMBERS + IN_CATEGORIES)):
        (data / f"{name}.csv").write_text(text, encoding="utf-8-sig")


@pytest.mark.usefixtures("complaints")
def test_a_figure_by_category_gives_the_reason_of_every_record(call: Call) -> None:
    hollow = "空鼓脱落：“起墩”，出自“墙上起墩”（规则 Q03.term）"
    out = call("explain", "complaint.by_category", "--category", "空鼓脱落").out
    assert hollow in out
    answer = json.loads(call("explain", "complaint.by_category", "--json").out)
    said = {member["record_id"]: member["because"] for member in answer["members"]}
    laying = re.compile(r"铺贴/安装问题：“[^”]*没泡水”.*（规则 I01\.[\w.]+）")
    assert said.keys() == {"c1", "c2"}
    first, second = said["c1"].split("；")
    assert (first, said["c2"]) == (hollow, "表中填写")
    assert laying.fullmatch(second)


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    data = tmp_path / "outputs" / "2026-10" / "data"
    (data / "records").mkdir(parents=True)
    (tmp_path / "outputs" / "2026-09" / "data").mkdir(parents=True)
    for name, text in (("measures", MEASURES), ("members", MEMBERS), ("records/callback", CALLBACKS)):
        (data / f"{name}.csv").write_text(text, encoding="utf-8-sig")
    return tmp_path / "outputs"


def lines_with(text: str, out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines() if text in line]


@pytest.mark.usefixtures("outputs")
def test_the_figure_of_the_company_is_shown_with_its_rows(call: Call) -> None:
    said = call("explain", "callback.satisfaction_rate", "--month", "2026-10")
    assert said.code == 0
    assert "满意率(callback.satisfaction_rate)" in said.out
    assert lines_with("全公司", said.out) == [["2026-10", "全公司", "50.0%", "1", "2", "90.0%", "未达标"]]
    assert lines_with("第4行", said.out)[0][:8] == ["五里牌/十月.xlsx", "›", "回访", "›", "第4行", "1", "1", "王芳"]
    assert lines_with("第9行", said.out)[0][:6] == ["高桥.csv", "›", "第9行", "0", "1", "王芳"]
    assert "13800000001" not in said.out


@pytest.mark.usefixtures("outputs")
def test_a_store_or_person_narrows_the_figure_and_its_rows(call: Call) -> None:
    out = call("explain", "callback.satisfaction_rate", "--store", "五里牌店").out
    assert "第4行" in out
    assert "第9行" not in out
    assert "由 1 个部分算出" in out
    assert "由 2 个部分算出" in call("explain", "callback.satisfaction_rate", "--person", "王芳").out


@pytest.mark.usefixtures("outputs")
def test_the_answer_as_json_names_the_place_of_every_member(call: Call) -> None:
    answer = json.loads(call("explain", "callback.satisfaction_rate", "--json").out)
    assert [figure["value"] for figure in answer["figures"]] == ["0.5"]
    assert [member["place"] for member in answer["members"]] == ["五里牌/十月.xlsx › 回访 › 第4行", "高桥.csv › 第9行"]


@pytest.mark.usefixtures("outputs")
def test_a_scope_without_records_is_said_to_have_no_figure(call: Call) -> None:
    assert "这个范围没有这个数字" in call("explain", "callback.satisfaction_rate", "--store", "红星店").out


@pytest.mark.usefixtures("outputs")
def test_an_unknown_measure_or_month_is_a_wrong_call_with_a_hint(call: Call) -> None:
    said = call("explain", "callback.satisfacton_rate")
    assert said.code == 2
    assert "callback.satisfaction_rate" in said.err
    said = call("explain", "callback.calls", "--month", "2026-08")
    assert said.code == 2
    assert "2026-09、2026-10" in said.err

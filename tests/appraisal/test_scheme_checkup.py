"""A scheme is looked at before anything is scored: what cannot work is refused, what is odd is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from aftersales.appraisal.checkup import Finding, Known, check_up
from aftersales.appraisal.library import load_schemes, read_yaml, shipped
from aftersales.classify import load_taxonomy
from aftersales.kinds.load import built_in_kinds
from aftersales.measures.catalogue import MEASURES
from aftersales.problems import ConfigError
from aftersales.settings.model import Categories, Settings
from aftersales.settings.schemes import Scheme

KNOWN = Known({m.id for m in MEASURES}, built_in_kinds(), set(load_taxonomy(Categories()).order))
SOUND = """
id: shop-own
zh: 本店考核
stated_total: 100
items:
  - {name: 接通, max: 40, award: {by: proportion, measure: callback.reached_rate}}
  - {name: 态度, max: 60, award: {by: per_event, events: [{complaints: [服务态度], each: 10}]}}
grades: [{name: 好, at: 80}, {name: 中, at: 60}]
below: 差
consequences: [{grade: 差, proposal: warning}]
"""


def found(text: str) -> list[Finding]:
    return check_up(Scheme.model_validate(read_yaml(text)), KNOWN)


def test_a_sound_scheme_gives_nothing_to_say() -> None:
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("sound", "spoilt", "says", "wrong"),
    [
        ("max: 40", "max: 50", "合计 110", False),
        ("name: 态度", "name: 接通", "写了两次", True),
        ("callback.reached_rate", "callback.reach", "没有指标“callback.reach”", True),
        ("[服务态度]", "[态度恶劣]", "没有投诉类别“态度恶劣”", True),
        ("{name: 中, at: 60}", "{name: 中, at: 80}", "同时属于两个等级", True),
        ("{name: 中, at: 60}", "{name: 好, at: 60}", "写了两次", True),
        ("{name: 好, at: 80}, {name: 中, at: 60}", "{name: 中, at: 60}, {name: 好, at: 80}", "从高到低", True),
        ("{name: 好, at: 80}", "{name: 好, at: 101}", "永远到不了", False),
        ("below: 差\nconsequences: [{grade: 差, proposal: warning}]", "", "60 分以下没有等级", False),
        ("grade: 差", "grade: 劣", "没有等级“劣”", True),
        ("each: 10", "each: 0", "没有写扣几分", True),
        ("complaints: [服务态度]", "complaints: [服务态度], measure: callback.calls", "写且只写一个", True),
        (
            "{by: proportion, measure: callback.reached_rate}",
            "{by: steps, of: {measure: callback.reached_rate}, steps: [{at: 0.8, points: 20}, {at: 0.9, points: 40}]}",
            "从最好到最差",
            True,
        ),
        (
            "{by: proportion, measure: callback.reached_rate}",
            "{by: steps, of: {measure: callback.reached_rate}, steps: [{at: 0.9, points: 20}, {at: 0.8, points: 40}]}",
            "不随档次递减",
            True,
        ),
        (
            "{by: proportion, measure: callback.reached_rate}",
            "{by: steps, of: {measure: callback.reached_rate}, steps: [{at: 0.9, points: 30}]}",
            "到不了满分",
            False,
        ),
        (
            "{by: proportion, measure: callback.reached_rate}",
            "{by: per_event, events: [{complaints: [服务态度], each: 1}]}",
            "同时被两条扣分：接通、态度",
            False,
        ),
        (
            "{by: proportion, measure: callback.reached_rate}",
            "{by: per_event, events: [{records: repair, where: {forgery: yes}, role: technician, each: 1}]}",
            "没有这些字段",
            True,
        ),
    ],
)
def test_what_is_wrong_or_odd_is_found(sound: str, spoilt: str, says: str, wrong: bool) -> None:
    assert sound in SOUND
    told = found(SOUND.replace(sound, spoilt))
    assert {finding.wrong for finding in told if says in finding.text} == {wrong}


def test_a_deduction_for_any_complaint_meets_every_other_clause_about_complaints() -> None:
    told = found(SOUND + "deductions: [{name: 投诉, complaints: ['*'], each: 5}]\n")
    assert [finding.text for finding in told] == ["投诉 服务态度同时被两条扣分：态度、投诉"]


def test_the_shipped_schemes_are_sound_and_state_what_is_odd_about_them() -> None:
    odd: Mapping[str, list[Finding]] = {id_: check_up(scheme, KNOWN) for id_, scheme in shipped().items()}
    assert not [finding for findings in odd.values() for finding in findings if finding.wrong]
    assert {id_ for id_, findings in odd.items() if findings} == {"five-criteria", "monthly-deduction"}
    assert all(scheme.known for scheme in shipped().values())
    assert len(shipped()) == 11


def schemes(**written: Any) -> dict[str, Scheme]:
    return load_schemes(Settings.model_validate({"schemes": written}).schemes, KNOWN)


def test_a_shop_changes_one_key_and_keeps_the_rest() -> None:
    changed = schemes(**{"five-criteria": {"missing": "zero", "applies_to": {"roles": ["售后专员"]}}})["five-criteria"]
    assert (changed.missing, changed.zh, len(changed.items)) == ("zero", "售后人员考核管理制度", 5)
    assert changed.applies_to.roles == ("售后专员",)


def test_weights_make_a_total_of_what_had_none() -> None:
    six = schemes(**{"technician-six": {"weights": {"技术支持": 60, "工作态度": 40}}})["technician-six"]
    assert {item.name: int(item.max) for item in six.items} == {"技术支持": 60, "工作态度": 40}
    assert six.total_when == "always"


def test_a_scheme_that_cannot_work_is_refused_with_its_place() -> None:
    item = {"name": "甲", "max": 10, "award": {"by": "proportion", "measure": "no.such"}}
    with pytest.raises(ConfigError) as refused:
        schemes(**{"shop-own": {"zh": "本店", "items": [item]}})
    assert refused.value.complaints == ["schemes.shop-own.items.0: 没有指标“no.such”"]

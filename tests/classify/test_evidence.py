"""The reason of every label: shown with its words, its clause and its rule; and it is the reason, not decoration."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest

from aftersales.classify import Taxonomy, classify_texts, load_taxonomy
from aftersales.settings.model import Categories
from tests.sheets import night, worked

TILE = load_taxonomy(Categories())
WHERE = ("", "客厅", "厨房墙上", "阳台", "有三块", "昨天送来的", "客户反映", "整批货")
CUES = ("", "", "", "没有", "未见", "厂家说没有", "会不会", "不是没有", "虽然没有")
TAILS = ("", "了", "，已处理", "怎么办", "吗？", "，要求换货", "，一直没人管")


def composed(count: int, taxonomy: Taxonomy) -> list[str]:
    """Remarks of one to three clauses, each with a word of some category, what may negate it, and more around it."""
    dice = random.Random(20261122)  # the same remarks every time
    used = [category for category in taxonomy.categories if category.code in taxonomy.active]
    words = [word for category in used for word in (*category.terms, *category.weak)]
    clauses = ("".join(map(dice.choice, (WHERE, CUES, words, TAILS))) for _ in iter(int, 1))
    return ["，".join(next(clauses) for _ in range(dice.randint(1, 3))) for _ in range(count)]


def blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return "".join(rest)


@pytest.mark.parametrize("profile", ["tile", "appliance"])
def test_without_the_words_shown_the_label_is_gone(profile: str) -> None:
    taxonomy = load_taxonomy(Categories.model_validate({"profile": profile}))
    labels = classify_texts(composed(3_000, taxonomy), taxonomy)
    rest = {(text, label.code): blanked(text, label.spans) for text, found in labels.items() for label in found}
    assert len(rest) > 3_000
    left = classify_texts(rest.values(), taxonomy)
    assert [key for key, blank in rest.items() if key[1] in {label.code for label in left[blank]}] == []


def test_every_label_has_words_in_its_text_a_clause_and_a_rule() -> None:
    for text, labels in classify_texts(composed(3_000, TILE), TILE).items():
        for label in labels:
            assert label.words == tuple(text[start:end] for start, end in label.spans)
            assert all(label.words)
            assert label.clause in text
            assert label.rule.startswith(f"{label.code}.")


LOG = """
投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 投诉类别 |
| 2026-10-03 | 五里牌店 | 何先生 | 13800000001 | 上周铺的，有三块空鼓，印花模糊 | |
| 2026-10-04 | 五里牌店 | 罗女士 | 13800000002 | 色差已处理 | |
| 2026-10-05 | 五里牌店 | 唐先生 | 13800000003 | 说不清楚 | 色差 |
| 2026-10-06 | 五里牌店 | 邓先生 | 13800000004 | 下周再说 | |
"""
PRINT = classify_texts(["印花模糊"], TILE)["印花模糊"][0].rule
EVIDENCE = [
    f"空鼓脱落：“空鼓”，出自“有三块空鼓”（规则 Q03.term）；釉面/表面缺陷（针孔、划痕）：“印花模糊”（规则 {PRINT}）",
    "色差：“色差”，出自“色差已处理”（规则 Q04.term，已处理）",
    "表中填写",
    "",
]


def test_the_records_carry_words_clause_and_rule_of_each_label(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LOG})
    assert found.column("complaint", "_category_evidence") == EVIDENCE
    assert found.column("complaint", "_category_basis") == ["空鼓、印花模糊", "色差", "表中填写", ""]


def test_the_workbooks_details_show_category_and_reason(tmp_path: Path) -> None:
    done = night(tmp_path, {"投诉": LOG})
    book = openpyxl.load_workbook(done.outputs / "2026-10" / "售后月报-2026-10.xlsx")
    rows = [[cell.value for cell in row] for row in book["明细-投诉登记表"].iter_rows()]
    heading = next(at for at, row in enumerate(rows) if "依据" in row)
    category, reason = rows[heading].index("类别"), rows[heading].index("依据")
    shown = [(row[category], row[reason]) for row in rows[heading + 1 : heading + 5]]
    names = ["空鼓脱落；釉面/表面缺陷（针孔、划痕）", "色差", "色差", "待归类"]
    assert shown == [(name, said or None) for name, said in zip(names, EVIDENCE, strict=True)]

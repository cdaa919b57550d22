"""How a score came about, line by line: read back from the month's tables, nothing is computed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from aftersales.cli.explain import Question, Row, month_folder, places_of, read_table
from aftersales.kinds.model import Kind
from aftersales.report.wording import PROPOSALS, STATUSES
from aftersales.settings.load import similar

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen
    from aftersales.settings.schemes import Scheme

LISTED = 6


def explain_person(
    name: str,
    month: str | None,
    outputs: Path,
    kinds: Mapping[str, Kind],
    schemes: Mapping[str, Scheme],
    screen: Screen,
) -> None:
    """Every score of the person in the month's folder, its lines with their records, and what is proposed."""
    data = month_folder(Question("", month), outputs) / "data"
    scores = [row for row in read_table(data / "scores.csv") if row["person"] == name]
    lines = [row for row in read_table(data / "score_lines.csv") if row["person"] == name]
    proposed = [row for row in read_table(data / "proposals.csv") if row["person"] == name]
    if not scores and not proposed:
        people = {row["person"] for row in read_table(data / "scores.csv")}
        raise typer.BadParameter(f"{data.parent.name} 没有“{name}”的得分{similar(name, people)}", param_hint="NAME")
    wanted = {record for line in lines for record in line["evidence"].split("、") if record}
    places = places_of(data / "records", wanted, kinds)
    if screen.as_json:
        told = [
            line | {"places": [places[i][0] for i in line["evidence"].split("、") if i in places]} for line in lines
        ]
        screen.document({"person": name, "scores": scores, "lines": told, "proposals": proposed})
        return
    for score in scores:
        _show(score, [line for line in lines if _same(line, score)], schemes, places, screen)
    if proposed:
        screen.line("建议（由领导审定）", "bold")
        for row in proposed:
            amount = f" {row['amount']} 元" if row["amount"] else ""
            screen.line(f"  {PROPOSALS[row['proposal']]}{amount}：{row['because']}（{row['rule']}，{row['status']}）")


def _same(line: Row, score: Row) -> bool:
    return (line["scheme"], line["period"]) == (score["scheme"], score["period"])


def _show(
    score: Row,
    lines: Sequence[Row],
    schemes: Mapping[str, Scheme],
    places: Mapping[str, tuple[str, str]],
    screen: Screen,
) -> None:
    known = schemes.get(score["scheme"])
    said = f"{score['score']} 分" if score["score"] else STATUSES[score["status"]]
    about = "，".join(part for part in (said, score["grade"], score["note"]) if part)
    screen.line(f"{score['person']} {known.zh if known else score['scheme']} {score['period']}：{about}", "bold")
    rows = []
    for line in lines:
        records = [record for record in line["evidence"].split("、") if record]
        told = [places[record][0] if record in places else record for record in records[:LISTED]]
        told += [f"等 {len(records)} 条"] if len(records) > LISTED else []
        rows.append((line["item"], line["basis"], line["points"], line["max"], line["rule"], "；".join(told)))
    screen.table(("项目", "依据", "得分", "满分", "条款", "来源"), rows, numbers=(2, 3))
    if score["total"]:
        score_of = f"；{score['total']} ÷ {score['max']} → {score['score']} 分" if score["score"] else ""
        screen.line(f"合计 {score['total']}（各行相加）{score_of}")
    screen.line()

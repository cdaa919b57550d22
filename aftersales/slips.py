"""From scores to score slips: what was strong and weak, what would change the grade, the year so far, how to object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_CEILING

import pandas as pd

from aftersales.appraisal.engine import Appraised
from aftersales.appraisal.model import Line, Proposal, Score
from aftersales.appraisal.numbers import CENT, plain
from aftersales.appraisal.objections import last_chance
from aftersales.appraisal.score import RESCALED
from aftersales.privacy import masked
from aftersales.report.slip import Slip, SlipLine, SlipProposal, SlipScore
from aftersales.report.wording import PROPOSALS, STATUSES
from aftersales.safe_text import safe_name
from aftersales.settings.model import Settings
from aftersales.settings.schemes import Scheme

NAMED = 3
PLACES = 8
"""So many places are printed on a line; the rest stands in score_lines.csv."""


def slips_of(
    month: str,
    appraised: Appraised,
    schemes: Mapping[str, Scheme],
    records: Mapping[str, pd.DataFrame],
    settings: Settings,
    as_of: str,
) -> list[Slip]:
    """One slip a person who has a score in the month's folder, by name; no two share a file."""
    shown: Callable[[str], str] = masked if settings.privacy.mask else str
    scores: dict[str, list[Score]] = {}
    for score in appraised.of_month(month):
        scores.setdefault(score.person, []).append(score)
    places = places_of(
        {i for own in scores.values() for s in own for line in s.lines for i in line.evidence}, records, shown
    )
    names = slip_names(scores, month, shown)
    slips: list[Slip] = []
    for person, own in sorted(scores.items()):
        name = names[person]
        proposed = tuple(_proposal(p, settings) for p in appraised.proposed_in(month) if p.person == person)
        store = next((score.store for score in own if score.store), "")
        printed = tuple(_score(score, schemes[score.scheme], appraised, places) for score in own)
        slips.append(
            Slip(
                settings.company.name,
                shown(person),
                shown(store),
                month,
                as_of,
                printed,
                proposed,
                last_chance(month, settings.appraisals),
                settings.appraisals.objection_days,
                name,
            )
        )
    return slips


def slip_names(people: Iterable[str], month: str, shown: Callable[[str], str]) -> dict[str, str]:
    """Person → the name of the slip's file; no two share one."""
    names: dict[str, str] = {}
    for person in sorted(set(people)):
        names[person] = safe_name(f"{shown(person)}-{month}", list(names.values()))
    return names


def places_of(
    wanted: set[str], records: Mapping[str, pd.DataFrame], shown: Callable[[str], str] = str
) -> dict[str, str]:
    """Record id → where the record stands: file › sheet › row, as it is `shown` to people."""
    found: dict[str, str] = {}
    for frame in records.values():
        if wanted and not frame.empty:
            own = frame.loc[frame["record_id"].isin(wanted), ["record_id", "file", "sheet", "row"]]
            for record, file, sheet, row in own.itertuples(index=False, name=None):
                found[record] = shown(" › ".join(part for part in (file, sheet, f"第{row}行") if part))
    return found


def _score(score: Score, scheme: Scheme, appraised: Appraised, places: Mapping[str, str]) -> SlipScore:
    return SlipScore(
        scheme.zh,
        score.period,
        STATUSES[score.status],
        score.total,
        score.max,
        scheme.out_of,
        score.score,
        score.grade,
        score.note,
        tuple(_line(line, places) for line in score.lines),
        tuple(_facts(score, scheme)),
        tuple(_so_far(score, appraised)),
        scheme.known,
    )


def _line(line: Line, places: Mapping[str, str]) -> SlipLine:
    told = list(dict.fromkeys(places.get(record, record) for record in line.evidence))
    more = [f"等 {len(told)} 处"] if len(told) > PLACES else []
    return SlipLine(line.part, line.item, line.basis, line.points, line.max, line.rule, (*told[:PLACES], *more))


def _facts(score: Score, scheme: Scheme) -> list[tuple[str, str]]:
    """Strongest and weakest item, and what would change the grade."""
    shares = {
        line.item: line.points / line.max
        for line in score.lines
        if line.points is not None and line.max and line.points >= 0 and line.item != RESCALED
    }
    facts: list[tuple[str, str]] = []
    if score.status == "rated" and len(set(shares.values())) > 1:
        for title, best in (("强项", max(shares.values())), ("弱项", min(shares.values()))):
            items = [item for item, share in shares.items() if share == best]
            named = "、".join(items[:NAMED]) + (f" 等 {len(items)} 项" if len(items) > NAMED else "")
            facts.append((title, f"{named}（得 {best:.0%}）"))
    if score.score is not None and score.max and scheme.grades:
        facts += _grades_near(score, scheme)
    return facts


def _grades_near(score: Score, scheme: Scheme) -> list[tuple[str, str]]:
    ladder = sorted(scheme.grades, key=lambda grade: grade.at)
    assert score.score is not None and score.max is not None  # noqa: S101, PT018 - asked before
    above = next((grade for grade in ladder if grade.at > score.score), None)
    own = next((grade for grade in reversed(ladder) if grade.at <= score.score), None)
    facts = []
    if above:
        short = ((above.at - score.score) * score.max / scheme.out_of).quantize(CENT, ROUND_CEILING)
        facts.append(("升一级", f"再得 {plain(short)} 分为“{above.name}”（{plain(above.at)} 分起）"))
    if own:
        lower = next((grade.name for grade in reversed(ladder) if grade.at < own.at), scheme.below)
        spare = ((score.score - own.at) * score.max / scheme.out_of).quantize(CENT, ROUND_CEILING)
        fewer = f"少 {plain(spare)} 分以上" if spare else "再少一点"
        facts.append(("降一级", f"{fewer}为“{lower}”（{plain(own.at)} 分以下）"))
    return facts


def _so_far(score: Score, appraised: Appraised) -> list[tuple[str, str, str]]:
    """The person's periods of the same length in the same year, until this one: period, score, grade."""
    found = []
    for period, scores in appraised.scores.items():
        same_length = (len(period), "Q" in period) == (len(score.period), "Q" in score.period)
        if same_length and period[:4] == score.period[:4] and period <= score.period:
            for own in scores:
                if (own.person, own.scheme) == (score.person, score.scheme):
                    value = STATUSES[own.status] if own.score is None else f"{own.score}"
                    found.append((period, value, own.grade))
    return found if len(found) > 1 else []


def _proposal(proposal: Proposal, settings: Settings) -> SlipProposal:
    amount = "金额待定" if proposal.amount is None else f"{proposal.amount:+g} 元"
    what = settings.fines.word if proposal.proposal == "fine" else f"建议{PROPOSALS[proposal.proposal]}"
    if proposal.amount is None and proposal.proposal not in {"bonus", "deduction", "fine", "raise", "reward"}:
        amount = ""
    return SlipProposal(what, amount, proposal.because, proposal.rule, proposal.status)

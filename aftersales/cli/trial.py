"""A candidate scheme beside the present ones over past months: who would change grade, what it would cost, how ranks move."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from aftersales.appraisal.checkup import Known, check_up
from aftersales.appraisal.library import load_schemes, read_yaml
from aftersales.appraisal.model import Score
from aftersales.appraisal.trial import Pair, compare, for_everyone, rank_correlation
from aftersales.asked import Clock, Options
from aftersales.problems import ConfigError
from aftersales.report.wording import STATUSES
from aftersales.settings.schemes import Scheme

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen


def read_scheme(path: Path, known: Known) -> Scheme:
    """A scheme file, checked. ConfigError with everything that is wrong with it."""
    if not path.is_file():
        raise ConfigError([f"没有这个方案文件：{path}"])
    try:
        scheme = Scheme.model_validate(read_yaml(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise ConfigError(
            [f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        ) from error
    wrong = [f"{path}: {finding.where}: {finding.text}" for finding in check_up(scheme, known) if finding.wrong]
    if wrong:
        raise ConfigError(wrong)
    return scheme


def try_scheme(path: Path, months: int, options: Options, known: Known, screen: Screen) -> None:
    """Read everything once, score the past months under the candidate and under what is in force, print both."""
    from aftersales.reading import read_all
    from aftersales.working_out import bring_together, work_out

    candidate = read_scheme(path, known)
    schemes = load_schemes(options.settings.schemes)
    odd = [finding.text for finding in check_up(candidate, known)]
    tried = for_everyone(candidate, schemes)
    with screen.progress() as progress:
        clock = Clock(progress)
        digests, problems = read_all(options, clock)
        consolidated, taxonomy, more = bring_together(options, digests, clock)
        now, then = (
            work_out(options, consolidated, taxonomy, [*problems, *more], clock, schemes=used).appraised
            for used in (schemes, {**schemes, tried.id: tried})
        )
    chosen = sorted(p for p in then.scores if len(p) == len("2026-10") and "Q" not in p)[-months:]
    pairs = compare(chosen, now.scores, then.scores, tried)
    present = {pair.now.scheme for pair in pairs if pair.now}
    money = tuple(
        sum(p.amount or 0.0 for m in chosen for p in done.proposed_in(m) if p.scheme in ids)
        for done, ids in ((now, present), (then, {tried.id}))
    )
    if screen.as_json:
        screen.document(
            {
                "scheme": tried.id,
                "months": chosen,
                "odd": odd,
                "rank_correlation": rank_correlation(pairs),
                "money": {"now": money[0], "then": money[1]},
                "people": [_row(pair) for pair in pairs],
            }
        )
        return
    _show(tried, pairs, money, odd, screen)


def _row(pair: Pair) -> dict[str, str]:
    now, then = pair.now, pair.then
    return {
        "period": pair.period,
        "person": pair.person,
        "scheme_now": now.scheme if now else "",
        "now": _said(now),
        "then": _said(then),
        "changes": "yes" if pair.changes else "no",
    }


def _said(score: Score | None) -> str:
    if score is None:
        return "没有"
    points = STATUSES[score.status] if score.score is None else f"{score.score}"
    return f"{points} {score.grade}".strip()


def _show(tried: Scheme, pairs: Sequence[Pair], money: Sequence[float], odd: Sequence[str], screen: Screen) -> None:
    screen.line(f"试算：{tried.zh}（{tried.id}）", "bold")
    for text in odd:
        screen.line(f"  注意：{text}")
    if not pairs:
        screen.line("这些月份没有人适用这个方案：请在方案里写 applies_to，或让它与现有方案同一个代号")
        return
    rows = [
        (r["period"], r["person"], r["scheme_now"], r["now"], r["then"], "等级有变" if r["changes"] == "yes" else "")
        for r in map(_row, pairs)
    ]
    screen.table(("期间", "姓名", "现行方案", "现行", "试算", ""), rows)
    screen.line()
    screen.line(f"{len({p.person for p in pairs})} 人，{len(pairs)} 份得分，{sum(p.changes for p in pairs)} 份等级有变")
    together = rank_correlation(pairs)
    screen.line("名次相关：" + ("人太少，不计算" if together is None else f"{together:.2f}（1 = 名次完全一样）"))
    screen.line(f"建议金额合计：现行 {money[0]:+g} 元，试算 {money[1]:+g} 元")

"""公平核对: what to look at before a score is used. Nothing here changes a score."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from aftersales.report.page import Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.places import places_of
from aftersales.report.view import View

SELF_ABOVE = "自评高于上级两级以上"
FAR = 10.0
FEW = 3
RATE = "service.satisfaction_rate"


def page(view: View) -> Page | None:
    """Aids for whoever decides; None in a month in which nobody is appraised."""
    if not view.scores and not view.proposals:
        return None
    blocks = [made for made in (_indistinct(view), _hit_twice(view), _raters(view), _self_ratings(view)) if made]
    if not blocks:
        return None
    return Page("fairness", "公平核对", "用这些得分和建议之前，先看这几处；这里的内容不改变任何得分。", tuple(blocks))


def _indistinct(view: View) -> Table | None:
    """The rank that each person's satisfaction may really have: those whose intervals differ clearly apart."""
    ranges = view.rank_ranges
    if len(ranges) < FEW:
        return None
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("满意 / 评价", Look.TEXT, 8),
        Column("满意率", Look.RATE, 7),
        Column("95% 区间", Look.TEXT, 10),
        Column("名次范围", Look.TEXT, 8),
    )
    people = len(ranges)
    rows: list[tuple[Value | Cell, ...]] = []
    for name, (best, worst) in sorted(ranges.items(), key=lambda pair: (pair[1], pair[0])):
        number = view.number(RATE, person=name)
        span = f"{number.low:.1%}–{number.high:.1%}" if number.low is not None and number.high is not None else ""
        told = (
            "无法区分" if (best, worst) == (1, people) else f"第 {best}–{worst} 名" if best < worst else f"第 {best} 名"
        )
        tone = Tone.MUTED if (number.denominator or 0) < view.small_sample else Tone.PLAIN
        rows.append(
            (name, f"{number.numerator:g}/{number.denominator:g}", Cell(number.value, Look.RATE, tone), span, told)
        )
    note = "名次范围 = 把明显更好的人和明显更差的人数出来（95% 的把握）；范围重叠的人之间没有可解读的差别，不宜排名。"
    return Table("fairness-ranks", "服务人员满意率：能不能分出高低", columns, tuple(rows), note)


def _hit_twice(view: View) -> Table | None:
    """One record that costs somebody in more than one place, shown once with its total effect."""
    found: dict[tuple[str, str], list[str]] = {}
    for person, record, effect in _effects(view):
        found.setdefault((person, record), []).append(effect)
    several = {key: effects for key, effects in found.items() if len(effects) > 1}
    if not several:
        return None
    places = places_of(view, {record for _, record in several})
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("同一件事（来源）", Look.WIDE, 24),
        Column("影响", Look.WIDE, 30),
    )
    rows = tuple(
        (person, places.get(record, record), "\n".join(effects))
        for (person, record), effects in sorted(several.items())
    )
    note = "不同方案各算各的，不相加；但同一件事不应让一个人重复受罚，请审定时只取一处。"
    return Table("fairness-twice", "同一件事影响几处", columns, rows, note)


def _effects(view: View) -> Iterator[tuple[str, str, str]]:
    """(person, record, effect) of every line that took points because of a record, and of every proposal about one."""
    for score in view.scores:
        if "Q" in score.period or "-" not in score.period or score.status == "void":
            continue  # a void period costs nothing twice: it does not count at all
        for line in score.lines:
            lost = line.points is not None and (
                line.points < 0 or (line.max is not None and line.points < line.max and "次" in line.basis)
            )
            for record in line.evidence if lost else ():
                yield score.person, record, f"{view.schemes[score.scheme].zh}：{line.item}（{line.basis}）"
    for proposal in view.proposals:
        if proposal.proposal == "fine":
            for record in proposal.record_ids:
                yield proposal.person, record, f"{view.fine_word}：{proposal.because}"


def _raters(view: View) -> Table | None:
    """Raters whose scores lie far from what all raters give on the same items."""
    records = view.records.get("appraisal")
    if records is None or records.empty:
        return None
    rated = records[records["score"].notna() & records["rater_name"].notna() & (records["rater"] != "self")]
    by_item = {item: [float(v) for v in own["score"]] for item, own in rated.groupby("item")}
    rows: list[tuple[Value | Cell, ...]] = []
    for name, own in rated.groupby("rater_name"):
        gaps = [float(score) - fmean(by_item[item]) for item, score in zip(own["item"], own["score"], strict=True)]
        if len(gaps) >= FEW and rated["rater_name"].nunique() > 1 and abs(fmean(gaps)) >= FAR:
            gap = fmean(gaps)
            said = f"平均{'高' if gap > 0 else '低'} {abs(gap):.1f} 分"
            rows.append((str(name), len(gaps), round(fmean(own["score"]), 2), Cell(said, tone=Tone.WARN)))
    if not rows:
        return None
    columns = (
        Column("评分人", Look.TEXT, 8),
        Column("评分条数", Look.COUNT, 7),
        Column("平均分", Look.POINTS, 7),
        Column("与同项目全体相比", Look.TEXT, 14),
    )
    return Table(
        "fairness-raters", "评分明显偏高或偏低的人", columns, tuple(rows), "同一项目上与全体平均相差 10 分以上才列出。"
    )


def _self_ratings(view: View) -> Note | None:
    told = tuple(
        f"{score.person}：{part}" for score in view.scores for part in score.note.split("；") if SELF_ABOVE in part
    )
    return Note("自评比上级评分高两级以上：", Tone.WARN, tuple(dict.fromkeys(told))) if told else None

"""追溯调整: what was published of closed months and would now be different, why, and what money is to be carried over."""

from __future__ import annotations

from collections.abc import Iterable

from aftersales.ledger.model import Event, FileChange, Owed, RecordChange, Regraded, Restated, Restatements, Seal
from aftersales.report.page import Block, Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.view import View
from aftersales.report.wording import PROPOSALS, shown

Rows = tuple[tuple[Value | Cell, ...], ...]

WHAT = {"closed": "封存", "reopened": "重新打开"}
OF_PEOPLE = ("score", "proposal.")
LISTED = 200
SHOWN_OF_HASH = 12


def page(view: View) -> Page | None:
    """The open month that follows the closed ones tells their changes; None in any other."""
    told = view.restated
    if told is None:
        return None
    blocks: tuple[Block, ...] = (
        *_damaged(told),
        Note(
            "封存的月份按公布时的数字不再改动；以后补登、修改、删除或改设置带来的不同都列在这里。"
            "“现在”是用今天的登记、按封存时的统计时点重算的。结转金额是建议，由领导审定。"
        ),
        *_money(view, told.owed),
        *_scores(view, told.scores),
        *_figures(view, told.rows),
        *_records(told.changes),
        *_files(told.files),
        _history(told.seals),
    )
    return Page("restatements", "追溯调整", _lead(told), blocks)


def _lead(told: Restatements) -> str:
    months = sorted({row.month for row in told.rows} | {one.carry.month for one in told.owed})
    if not months:
        return "已封存的月份没有变化。"
    people = len({one.person for one in told.scores} | {one.carry.person for one in told.owed if one.carry.amount})
    rest = sum(one.carry.amount for one in told.owed)
    said = [f"{'、'.join(months)} 封存后有 {len(told.changes)} 条记录变动"]
    if people:
        said.append(f"涉及 {people} 人")
    if any(one.carry.amount for one in told.owed):
        said.append(f"本月合计结转 {shown(rest, Look.MONEY)} 元")
    return "，".join(said) + "。"


def _damaged(told: Restatements) -> Iterable[Note]:
    if told.damaged:
        months = "、".join(told.damaged)
        yield Note(f"{months} 的台账损坏，没有比较；这些月份保持封存，请管理员从备份恢复。", Tone.WARN)


def _money(view: View, owed: Iterable[Owed]) -> Iterable[Table]:
    rows: list[tuple[Value | Cell, ...]] = [
        (
            Cell(one.carry.person, tone=Tone.STRONG),
            one.carry.store,
            one.carry.month,
            _consequence(view, one.carry.proposal),
            one.carry.rule,
            one.published,
            one.now,
            one.carried,
            Cell(one.carry.amount, tone=_tone(one.carry.amount)),
            one.because,
        )
        for one in sorted(owed, key=lambda one: (one.carry.person, one.carry.key))
    ]
    if not rows:
        return
    total = sum(one.carry.amount for one in owed)
    rows.append((Cell("合计", tone=Tone.STRONG), *(None,) * 7, Cell(total, tone=_tone(total)), None))
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("门店", Look.TEXT, 8),
        Column("月份", Look.TEXT, 7),
        Column("事项", Look.TEXT, 8),
        Column("条款", Look.TEXT, 6),
        Column("公布（元）", Look.MONEY, 8),
        Column("现在（元）", Look.MONEY, 8),
        Column("已结转（元）", Look.MONEY, 8, "在以后月份的报表里已经结转过的"),
        Column("本月结转（元）", Look.MONEY, 9, "正是补给，负是补扣"),
        Column("原因", Look.WIDE, 26),
    )
    note = "结转 = 现在 − 公布 − 已结转；本月封存后，这里的金额算作已经结转，下月不再重复。"
    yield Table("restatements-money", "金额结转（建议）", columns, tuple(rows), note=note, total=True)


def _consequence(view: View, proposal: str) -> str:
    return view.fine_word if proposal == "fine" else f"建议{PROPOSALS.get(proposal, proposal)}"


def _scores(view: View, scores: Iterable[Regraded]) -> Iterable[Table]:
    rows: Rows = tuple(
        (
            Cell(one.person, tone=Tone.STRONG),
            one.store,
            one.period,
            view.schemes[one.scheme].zh if one.scheme in view.schemes else one.scheme,
            one.published,
            one.now,
            _minus(one.now, one.published),
            one.grade if one.grade == one.grade_now else f"{one.grade or '无'} → {one.grade_now or '无'}",
            one.because,
        )
        for one in sorted(scores, key=lambda one: (one.person, one.period, one.scheme))
    )
    if rows:
        columns = (
            Column("姓名", Look.TEXT, 7),
            Column("门店", Look.TEXT, 8),
            Column("期间", Look.TEXT, 7),
            Column("方案", Look.TEXT, 10),
            Column("公布得分", Look.POINTS, 7),
            Column("现在得分", Look.POINTS, 7),
            Column("相差", Look.POINTS, 6),
            Column("等级", Look.TEXT, 6),
            Column("原因", Look.WIDE, 26),
        )
        note = "公布的得分和等级不改；季度、年度的平均用现在的得分。"
        yield Table("restatements-scores", "个人得分", columns, rows, note=note)


def _figures(view: View, rows: Iterable[Restated]) -> Iterable[Table]:
    """The company's and the stores' figures; those of people and splits are in the table file."""
    listed = [row for row in rows if not row.person and not row.category and not row.measure.startswith(OF_PEOPLE)]
    cells: Rows = tuple(
        (
            row.month,
            view.info[row.measure].zh if row.measure in view.info else row.measure,
            row.store or "全公司",
            *_looked(view, row),
            row.because,
        )
        for row in sorted(listed, key=lambda row: (row.month, row.measure, row.store, row.product, row.unit))
    )
    columns = (
        Column("月份", Look.TEXT, 7),
        Column("指标", Look.TEXT, 10),
        Column("门店", Look.TEXT, 8),
        Column("公布", Look.TEXT, 7),
        Column("现在", Look.TEXT, 7),
        Column("相差", Look.TEXT, 7),
        Column("原因", Look.WIDE, 30),
    )
    note = "个人和分类的数字见 data/restatements.csv，每行写明涉及的记录。"
    if cells:
        yield Table("restatements-figures", "数字", columns, cells, note=note, filters=True, html_rows=LISTED)


def _looked(view: View, row: Restated) -> tuple[Cell, Cell, Cell]:
    look = view.info[row.measure].look if row.measure in view.info else Look.NUMBER
    return Cell(row.published, look), Cell(row.now, look), Cell(row.difference, look)


def _records(changes: Iterable[RecordChange]) -> Iterable[Table]:
    rows: Rows = tuple(
        (change.month, change.what, change.kind, change.then, change.now, change.fields)
        for change in sorted(changes, key=_place)
    )
    if rows:
        columns = (
            Column("月份", Look.TEXT, 7),
            Column("改动", Look.TEXT, 7),
            Column("登记表", Look.TEXT, 8),
            Column("封存时在", Look.WIDE, 20),
            Column("现在在", Look.WIDE, 20),
            Column("改了什么", Look.WIDE, 20, "客户的姓名、电话、地址和文字内容只写改了哪一列"),
        )
        yield Table("restatements-records", "变动的记录", columns, rows, filters=True, html_rows=LISTED)


def _place(change: RecordChange) -> tuple[str, str, str, int, str]:
    """In the order in which somebody looks them up: month, log, sheet, row."""
    sheet, _, row = change.place.rpartition(" › ")
    return change.month, change.kind, sheet, len(row), row


def _files(files: Iterable[FileChange]) -> Iterable[Table]:
    rows: Rows = tuple(
        (one.month, one.file, _happened(one), one.then[:SHOWN_OF_HASH] or None, one.now[:SHOWN_OF_HASH] or None)
        for one in sorted(files, key=lambda one: (one.month, one.file))
    )
    if rows:
        columns = (
            Column("月份", Look.TEXT, 7),
            Column("文件", Look.WIDE, 26),
            Column("变化", Look.TEXT, 6),
            Column("封存时的指纹", Look.TEXT, 10, "SHA-256 的前几位：内容相同，指纹就相同"),
            Column("现在的指纹", Look.TEXT, 10),
        )
        yield Table("restatements-files", "封存后变动的文件", columns, rows, html_rows=LISTED)


def _happened(one: FileChange) -> str:
    return "新增" if not one.then else "删除" if not one.now else "有改动"


def _history(seals: Iterable[Seal]) -> Table:
    rows: Rows = tuple(
        _event(seal, event)
        for seal in sorted(seals, key=lambda seal: seal.month, reverse=True)
        for event in reversed(seal.history)
    )
    columns = (
        Column("月份", Look.TEXT, 7),
        Column("经过", Look.TEXT, 7),
        Column("版本", Look.TEXT, 6),
        Column("时间", Look.DATE, 10),
        Column("数字的统计时点", Look.DATE, 10),
        Column("方式", Look.TEXT, 5),
        Column("说明", Look.WIDE, 20),
    )
    return Table("restatements-history", "封存的月份", columns, rows, empty="没有封存过的月份")


def _event(seal: Seal, event: Event) -> tuple[Value | Cell, ...]:
    tone = Tone.PLAIN if event.what == "closed" else Tone.WARN
    version = f"第 {event.version} 版"
    return seal.month, Cell(WHAT[event.what], tone=tone), version, event.at, event.as_of or None, event.by, event.why


def _minus(now: float | None, published: float | None) -> float | None:
    return None if now is None or published is None else now - published


def _tone(amount: float) -> Tone:
    return Tone.GOOD if amount > 0 else Tone.BAD if amount < 0 else Tone.PLAIN

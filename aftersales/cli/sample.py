"""`sample`: the callbacks of a month that the office is to check, as a sheet to fill in and drop back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aftersales.asked import Clock, Options
from aftersales.blank_sheets.book import write_blank_sheet
from aftersales.blank_sheets.columns import Offered
from aftersales.cli.folder_written import written
from aftersales.consolidate.places import place_of
from aftersales.kinds.load import load_kinds
from aftersales.problems import ConfigError
from aftersales.reading import read_all
from aftersales.settings.model import Person
from aftersales.working_out import bring_together
from aftersales.worklists.sample import Sample, drawn
from aftersales.worklists.sample_sheet import issue, sample_sheet

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen

FOLDER = "抽查"
AUDIT = "audit"


def write_sample(month: str, out: Path, options: Options, screen: Screen) -> None:
    """Draw the sample from the sheets in the drop folder, write it, and say what was drawn."""
    with screen.progress() as progress:
        clock = Clock(progress)
        digests, _ = read_all(options, clock)
        consolidated, _, _ = bring_together(options, digests, clock)
    callbacks = consolidated.records["callback"]
    day = f"{options.as_of:%Y-%m-%d}"
    sample = drawn(callbacks, month, day, options.settings.worklists)
    if not sample.of:
        known = "、".join(sorted(callbacks["month"].dropna().unique())) or "没有任何月份"
        raise ConfigError([f"{month} 没有回访记录，无从抽查；有回访记录的月份：{known}"])
    people = tuple(Person(name=m.name) for m in consolidated.roster.members if not m.to or m.to >= day)
    settled = datetime.strptime(month, "%Y-%m")  # noqa: DTZ007 - the same bytes on every day
    sheet = sample_sheet(sample, load_kinds(options.settings.kinds)[AUDIT], Offered((), people), settled)
    company = options.settings.company.name
    name = f"抽查回访记录-{issue(month)}"
    path, new = written(out, options.inputs, name, lambda made: write_blank_sheet(sheet, company, settled, made))
    _show(sample, path, new=new, screen=screen)


def _show(sample: Sample, path: Path, *, new: bool, screen: Screen) -> None:
    rows = [
        (
            at,
            *(_told(record[name]) for name in ("store", "date", "called_by", "customer", "phone")),
            str(place_of(record)),
        )
        for at, (_, record) in enumerate(sample.callbacks.iterrows(), start=1)
    ]
    if screen.as_json:
        names = ("number", "store", "date", "called_by", "customer", "phone", "place")
        listed = [dict(zip(names, row, strict=True)) for row in rows]
        ids = sample.callbacks["record_id"].tolist()
        records = [{"record_id": id_, **row} for id_, row in zip(ids, listed, strict=True)]
        facts = {"month": sample.month, "callbacks": sample.of, "drawn": len(rows), "file": str(path), "written": new}
        screen.document({**facts, "records": records})
        return
    screen.line(f"{sample.month} 有 {sample.of} 条回访，随机抽 {len(rows)} 条：", "bold")
    screen.table(("序号", "门店", "回访日期", "回访人", "客户", "电话", "回访记录在"), rows, numbers=(0,))
    if new:
        screen.line(f"写好了：{path}；填好后放进登记表文件夹，就计入抽查")
    else:
        screen.fault(f"已有同名文件，可能有人填过，没有覆盖：{path}；要重新生成，请先移走它，或用 --out 换一个文件夹")


def _told(value: object) -> str:
    return value if isinstance(value, str) else ""

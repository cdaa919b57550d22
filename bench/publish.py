"""Write the analyst's workbook with a chart per month, and a page of HTML per month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from figures import Tables
from jinja2 import Environment

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ month }} 售后月报</title>
<style>body{font-family:"Noto Sans CJK SC",sans-serif}td,th{border:1px solid #ccc;padding:2px 8px}</style></head><body>
<h1>{{ month }} 售后月报</h1>
{% for name, table in tables.items() %}<h2>{{ name }}</h2>
<table><tr>{% for c in table.columns %}<th>{{ c }}</th>{% endfor %}</tr>
{% for row in table.itertuples(index=False) %}<tr>{% for v in row %}<td>{{ v }}</td>{% endfor %}</tr>
{% endfor %}</table>{% endfor %}</body></html>
"""


def publish(tables: Tables, out: Path) -> None:
    """Everything the analyst hands over."""
    out.mkdir(parents=True, exist_ok=True)
    months = sorted(tables["回访_公司"]["月份"].unique())
    with pd.ExcelWriter(out / "售后分析.xlsx", engine="xlsxwriter") as writer:
        for name, table in tables.items():
            table.to_excel(writer, sheet_name=name, index=False)
        for number, month in enumerate(months):
            _chart(writer, tables["回访_门店"], month, number)
    page = Environment(autoescape=True).from_string(PAGE)
    for month in months:
        of_month = {name: table[table["月份"] == month] for name, table in tables.items() if "月份" in table}
        text = page.render(month=month, tables=of_month)
        (out / f"售后分析-{month}.html").write_text(text, encoding="utf-8")


def _chart(writer: Any, table: pd.DataFrame, month: str, number: int) -> None:
    """Satisfaction by shop in one month, beside the table of shops."""
    rows = table.index[table["月份"] == month]
    first, last = int(rows.min()) + 1, int(rows.max()) + 1
    column = list(table.columns).index("满意率")
    chart = writer.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": month,
            "categories": ["回访_门店", first, 1, last, 1],
            "values": ["回访_门店", first, column, last, column],
        }
    )
    chart.set_title({"name": f"{month} 各门店满意率"})
    writer.sheets["回访_门店"].insert_chart(1 + number * 16, 12, chart)

"""What an analyst writes: pandas with openpyxl, dates cleaned cell by cell, keywords looked up row by row.

python bench/plain.py --inputs DIR --outputs DIR
"""

from __future__ import annotations

import argparse
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from figures import KEYWORDS, SCORES, UNREACHED, callback_tables, category_table, complaint_tables, key_figures
from publish import publish

TEXT_DATE = re.compile(r"(\d{4})[.年/-](\d{1,2})[.月/-](\d{1,2})日?(?:\s+(\d{1,2}):(\d{2}))?")


def clean_date(value: Any) -> Any:
    if value is None or pd.isna(value):
        return pd.NaT
    if isinstance(value, datetime):
        return pd.Timestamp(value)
    found = TEXT_DATE.match(str(value).strip())
    if not found:
        return pd.NaT
    year, month, day, hour, minute = found.groups()
    return pd.Timestamp(int(year), int(month), int(day), int(hour or 0), int(minute or 0))


def clean_phone(value: Any) -> str:
    return "" if pd.isna(value) else re.sub(r"\D", "", str(value).removesuffix(".0"))


def read(folder: Path, pattern: str) -> pd.DataFrame:
    frames = []
    for path in sorted(folder.rglob(pattern)):
        frame = pd.read_excel(path, engine="openpyxl", header=1)
        frame["文件"] = path.name
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def callbacks_of(folder: Path) -> pd.DataFrame:
    callbacks = read(folder, "回访_*.xlsx")
    callbacks["回访日期"] = callbacks["回访日期"].apply(clean_date)
    callbacks["联系电话"] = callbacks["联系电话"].apply(clean_phone)
    callbacks["月份"] = callbacks["回访日期"].apply(lambda day: f"{day:%Y-%m}")
    callbacks["分数"] = callbacks["满意度"].apply(SCORES.get)
    callbacks["满意"] = callbacks["分数"].apply(lambda score: score >= 4)
    callbacks["接通"] = callbacks["满意度"].apply(lambda word: word not in UNREACHED)
    return callbacks


def complaints_of(folder: Path) -> pd.DataFrame:
    complaints = read(folder, "投诉*.xlsx")
    for column in ("投诉时间", "首次联系", "结案日期"):
        complaints[column] = complaints[column].apply(clean_date)
    complaints["月份"] = complaints["投诉时间"].apply(lambda day: f"{day:%Y-%m}")
    complaints["及时"] = complaints.apply(
        lambda row: (row["首次联系"] - row["投诉时间"]).total_seconds() <= 86400, axis=1
    )
    complaints["用时"] = complaints.apply(lambda row: (row["结案日期"] - row["投诉时间"].normalize()).days, axis=1)
    complaints["赔偿金额"] = complaints["赔偿金额"].fillna(0)
    return complaints


def categories_of(texts: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({name: texts.fillna("").str.contains("|".join(words)) for name, words in KEYWORDS.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=Path, required=True)
    parser.add_argument("--outputs", type=Path, required=True)
    chosen = parser.parse_args()
    callbacks, complaints = callbacks_of(chosen.inputs), complaints_of(chosen.inputs)
    tables = {**callback_tables(callbacks), **complaint_tables(complaints)}
    unhappy = callbacks[callbacks["分数"] < 4]
    tables["不满意分类"] = category_table(unhappy, categories_of(unhappy["不满意原因"]))
    tables["投诉分类"] = category_table(complaints, categories_of(complaints["投诉内容"]))
    publish(tables, chosen.outputs)
    print(json.dumps(key_figures(tables)))


if __name__ == "__main__":
    main()

"""The plain script, tuned: calamine reads, dates are cleaned by column, keywords looked up once per distinct text.

python bench/tuned.py --inputs DIR --outputs DIR
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pandas as pd
from figures import KEYWORDS, SCORES, UNREACHED, callback_tables, category_table, complaint_tables, key_figures
from publish import publish


def clean_dates(column: pd.Series) -> pd.Series:
    """Texts of both styles become ISO, then the whole column is converted at once."""
    text = column.astype("str").str.strip()
    text = text.str.replace(r"^(\d{4})[.年](\d{1,2})[.月](\d{1,2})日?", r"\1-\2-\3", regex=True)
    return pd.to_datetime(text.where(column.notna()), format="mixed")


def read(folder: Path, pattern: str) -> pd.DataFrame:
    frames = [pd.read_excel(path, engine="calamine", header=1) for path in sorted(folder.rglob(pattern))]
    return pd.concat(frames, ignore_index=True)


def callbacks_of(folder: Path) -> pd.DataFrame:
    callbacks = read(folder, "回访_*.xlsx")
    callbacks["回访日期"] = clean_dates(callbacks["回访日期"])
    callbacks["联系电话"] = callbacks["联系电话"].astype("str")
    callbacks["月份"] = callbacks["回访日期"].dt.strftime("%Y-%m")
    callbacks["分数"] = callbacks["满意度"].map(SCORES)
    callbacks["满意"] = callbacks["分数"] >= 4
    callbacks["接通"] = ~callbacks["满意度"].isin(UNREACHED)
    return callbacks


def complaints_of(folder: Path) -> pd.DataFrame:
    complaints = read(folder, "投诉*.xlsx")
    for column in ("投诉时间", "首次联系", "结案日期"):
        complaints[column] = clean_dates(complaints[column])
    complaints["月份"] = complaints["投诉时间"].dt.strftime("%Y-%m")
    complaints["及时"] = complaints["首次联系"] - complaints["投诉时间"] <= pd.Timedelta(days=1)
    complaints["用时"] = (complaints["结案日期"] - complaints["投诉时间"].dt.normalize()).dt.days
    complaints["赔偿金额"] = complaints["赔偿金额"].fillna(0)
    return complaints


def categories_of(texts: pd.Series) -> pd.DataFrame:
    distinct = pd.Series(texts.fillna("").unique())
    found = pd.DataFrame({name: distinct.str.contains("|".join(words)) for name, words in KEYWORDS.items()})
    found.index = pd.Index(distinct)
    return found.loc[texts.fillna("")].set_axis(texts.index)


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

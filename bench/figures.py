"""The figures an analyst reports, from two clean frames: one row per callback, one row per complaint."""

from __future__ import annotations

from typing import Any

import pandas as pd

SCORES = {"非常满意": 5, "满意": 4, "基本满意": 3, "一般": 3, "不满意": 2}
UNREACHED = ["未接", "关机"]
KEYWORDS = {
    "开裂": ["开裂", "裂纹", "裂缝", "裂了"],
    "凹凸不平": ["凹凸", "不平", "翘"],
    "空鼓脱落": ["空鼓", "脱落", "空响"],
    "色差": ["色差", "颜色不", "色号"],
    "尺寸偏差": ["尺寸", "大小头", "对不齐"],
    "崩边缺角": ["缺角", "崩边", "破损", "磕碰"],
    "釉面缺陷": ["釉面", "针孔", "划痕"],
    "渗污": ["渗污", "擦不掉", "发黄"],
    "送货": ["送货", "晚了", "少发", "错发"],
    "服务态度": ["态度"],
    "响应不及时": ["没人处理", "没人上门", "联系不上", "响应"],
    "铺贴": ["没留缝", "没泡水", "铺贴"],
}
"""Keywords by category; an analyst's list, which does not know 没有开裂."""

Tables = dict[str, pd.DataFrame]
LEVELS = {"公司": [], "门店": ["门店"], "人员": ["门店", "回访人"]}


def callback_tables(callbacks: pd.DataFrame) -> Tables:
    """Calls, households, reached, rated, satisfied and rate, by month and company, shop, person."""
    tables: Tables = {}
    for level, by in LEVELS.items():
        keys = ["月份", *by]
        counts = callbacks.groupby(keys).agg(
            回访次数=("联系电话", "size"), 回访户数=("联系电话", "nunique"), 接通=("接通", "sum")
        )
        rated = callbacks[callbacks["分数"].notna()].sort_values("回访日期", kind="stable")
        latest = rated.drop_duplicates([*keys, "联系电话"], keep="last")
        ratings = latest.groupby(keys).agg(有效评价=("分数", "size"), 满意=("满意", "sum"))
        table = counts.join(ratings).fillna(0).reset_index()
        table["满意率"] = table["满意"] / table["有效评价"].where(table["有效评价"] > 0)
        tables[f"回访_{level}"] = table
    return tables


def complaint_tables(complaints: pd.DataFrame) -> Tables:
    """Complaints and compensation, first contact in time and mean days to the end, by month, shop and person."""
    tables: Tables = {}
    for level, by in {"公司": [], "门店": ["门店"], "责任人": ["责任人"]}.items():
        grouped = complaints.groupby(["月份", *by])
        tables[f"投诉_{level}"] = grouped.agg(
            投诉=("投诉编号", "size"), 赔偿=("赔偿金额", "sum"), 及时率=("及时", "mean"), 平均天数=("用时", "mean")
        ).reset_index()
    return tables


def category_table(frame: pd.DataFrame, categories: pd.DataFrame) -> pd.DataFrame:
    """How often each category occurs per month; `categories` has one column of true and false per category."""
    return categories.groupby(frame["月份"]).sum().T.rename_axis("类别").reset_index()


def key_figures(tables: Tables) -> dict[str, dict[str, int]]:
    """The company's figures that all three must agree on."""
    figures: dict[str, dict[str, int]] = {}
    for row in tables["回访_公司"].to_dict("records"):
        figures[str(row["月份"])] = {
            "callback.calls": int(row["回访次数"]),
            "callback.households": int(row["回访户数"]),
            "callback.rated": int(row["有效评价"]),
            "callback.satisfied": int(row["满意"]),
        }
    for row in tables["投诉_公司"].to_dict("records"):
        month: dict[str, Any] = figures.setdefault(str(row["月份"]), {})
        month["complaint.count"] = int(row["投诉"])
    return figures

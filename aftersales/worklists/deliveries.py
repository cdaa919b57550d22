"""Delivered, and nobody sent the greeting or came to guide the laying (S2-23, S2-25).

Both fall to the shop, not to whoever drove the goods there.
"""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import latest
from aftersales.worklists.model import told
from aftersales.worklists.today import Today

DELIVERED = "送货"


def without_sms(today: Today) -> pd.DataFrame | None:
    """Deliveries (household and day) without a greeting on any of their lines, a late one included.

    What was delivered yesterday may have been delivered after hours: the working day after it is for writing it down.
    """
    lines = today.kept("delivery", "date", "sms_on")
    if lines is None:
        return None
    lines = lines[(lines["type"] == DELIVERED) & today.recent(lines["date"])]
    key = lines["household"].astype("str") + "|" + lines["date"].str[:10]
    sent = lines["sms_on"].notna() & (lines["sms_on"] != "no")
    waiting = lines[~key.isin(key[sent])]
    waiting = waiting[~key[waiting.index].duplicated()]
    waiting = waiting[today.worked_since(waiting["date"]) >= today.lists.entry_days]
    brand = ("（" + waiting["brand"] + "）").fillna("")
    return told(waiting, "delivery", waiting["date"], "送货当日没有短信问候" + brand)


def without_guidance(today: Today) -> pd.DataFrame | None:
    """Households whose last delivery was some days ago and whom nobody ever guided; of shops that log guidance."""
    visits = today.kept("guidance", "date")
    lines = today.kept("delivery", "date")
    if visits is None or lines is None:
        return None
    stores = visits["store"]
    lines = lines[(lines["type"] == DELIVERED) & today.recent(lines["date"])]
    if stores.notna().all():
        lines = lines[lines["store"].isna() | lines["store"].isin(stores.unique())]
    waiting = latest(lines)
    waiting = waiting[~waiting["household"].isin(visits["household"])]
    waiting = waiting[today.days_since(waiting["date"]) > today.lists.guidance_days]
    return told(waiting, "delivery", waiting["date"], "送货后没有铺贴指导记录")

"""The limits of the work lists and of the office's random check, each with the default of docs/rules.md."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PositiveInt

from aftersales.settings.part import Part

Share = Annotated[float, Field(ge=0, le=1)]


class WorkLists(Part):
    """When something is to be done (今日待办), and how many callbacks the office checks."""

    complaint_days: PositiveInt = Field(3, description="投诉受理后几个工作日内要结案、核实，S3-63")
    guidance_days: int = Field(7, ge=0, description="最后一次送货后超过几天没有铺贴指导就列出，S2-25")
    callback_days: PositiveInt = Field(90, description="保修期内的客户超过几天没有回访就列出，S4-07")
    old_customer_days: PositiveInt = Field(180, description="老客户超过几天没有回访就列出，S4-07")
    appraisal_day: int = Field(8, ge=1, le=28, description="上个月的考核表在几日前交（含），S4-14")
    entry_days: int = Field(1, ge=0, description="短信、签字、每日登记等可以晚几个工作日补登，过了才列出")
    back_days: PositiveInt = Field(90, description="送货、维修、案例、每日登记只看最近几天的；未结的投诉一直列着")
    daily_logs: tuple[str, ...] = Field(
        ("callback", "repair", "attendance"), description="要查有没有漏登工作日的登记表种类，S0-12"
    )
    daily_share: Share = Field(0.8, description="这样的表至少有多大比例的工作日有登记，才查漏登")
    sample_share: Annotated[float, Field(gt=0, le=1)] = Field(0.1, description="每月抽查回访的比例，S2-17")
    sample_least: PositiveInt = Field(5, description="每月至少抽查几条回访，S2-17")

"""How a column is to be filled in: one sentence a type, in the words of the clerks' guide."""

from __future__ import annotations

from aftersales.kinds.model import Field, FieldType

_BY_TYPE: dict[str, str] = {
    FieldType.DATE: "写成 2026-10-05 这样的日期",
    FieldType.MOMENT: "写成 2026-10-05 14:30；不知道几点，只写日期也行",
    FieldType.PERIOD: "写月份、季度或年份，如 2026-10、2026年四季度",
    FieldType.TIME: "写成 08:30 这样的时刻",
    FieldType.PHONE: "11 位手机号，或带区号的座机；两个号码用“、”隔开",
    FieldType.STORE: "写门店的名称",
    FieldType.PERSON: "写花名册上的姓名；两个人用“、”隔开，如 王芳、李强",
    FieldType.CUSTOMER: "写客户的姓名或单位名称",
    FieldType.ADDRESS: "写到栋和房号，如 阳光小区3栋502",
    FieldType.PRODUCT: "写产品的型号或名称",
    FieldType.NUMBER: "只写数字",
    FieldType.MONEY: "只写数字，单位是元",
    FieldType.QUANTITY: "写数字和单位，如 12箱、3片、36㎡",
    FieldType.YES_NO: "写“是”或“否”",
    FieldType.SATISFACTION: "从下拉里选；没问到就空着",
    FieldType.STATUS: "从下拉里选",
    FieldType.CATEGORY: "写一个类别，如 空鼓、色差、服务态度；不确定就空着",
    FieldType.CHOICE: "从下拉里选",
    FieldType.TEXT: "照实写，越具体越好",
}
_CODE = "照单据上的号码写，前面的 0 不要丢"


def advice(f: Field, choices: tuple[str, ...]) -> str:
    """What to write in a field's column."""
    text = _BY_TYPE.get(f.type, "照实写")
    if f.type is FieldType.TEXT and f.zh.endswith(("号", "码", "号码", "编号")):
        text = _CODE
    if choices and f.type in (FieldType.STORE, FieldType.PERSON):
        text += "，可以从下拉里选"
    if f.type in (FieldType.DATE, FieldType.MOMENT) and f.options:
        text += "；当天的事也可以只写“是”，没有就写“否”"
    if f.type is FieldType.CHOICE:
        text += f"：{'、'.join(choices)}"
    if f.low is not None and f.type is FieldType.NUMBER and f.high is not None:
        text += f"，{f.low:g} 到 {f.high:g}"
    return text + ("；与上一行相同可以写“同上”" if f.ditto else "")

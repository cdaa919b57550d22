"""Clean log sheets of an invented company: what happened, as a careful clerk writes it, and its written form.

A column of a log is one line here: field, sort, the headings clerks use, and how one cell is drawn. A drawn cell is
what stands on the sheet and what `records/<kind>.csv` must show for it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from tests.sample.company import CATALOGUE, STORES

from .drawn import Column, File, Folder, Line, Role, Sheet, Value
from .staff import NAMES

SURNAMES = "张李王陈刘杨黄周吴徐孙胡朱林何郭马罗梁宋郑谢唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超兰霞刚桂香玉梅海燕红建华志文斌婷雪琳浩宇晨欣怡佳慧颖倩雅"
ESTATES = ("湘江名苑", "五里新城", "锦绣华庭", "凯旋里", "高桥嘉园", "东岸雅居", "星河湾畔", "天际岭小区")
ORIGIN = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - the shop's own time
MONTHS = ("2026-09", "2026-10")
WORDS = {"非常满意": 5, "满意": 4, "一般": 3, "不满意": 2, "非常不满意": 1}


class Customer(NamedTuple):
    """One household of its own."""

    name: str
    phone: str
    address: str


@dataclass(slots=True)
class Event:
    """What one row is about; its cells are drawn from it so that they fit together."""

    random: Random
    day: date
    number: int
    customer: Customer
    store: str

    def pick(self, *of: str) -> str:
        return self.random.choice(of)


Pair = tuple[Value, object]
Draw = Callable[[Event], Pair]


class Heading(NamedTuple):
    """One column that a log may have: `needed` ones are always there, the others now and then."""

    field: str
    sort: str
    headings: tuple[str, ...]
    draw: Draw
    needed: bool = False


class Log(NamedTuple):
    """A sort of log sheet: title, name of its sheet, and its columns in the usual order."""

    kind: str
    title: str
    headings: tuple[Heading, ...]


def same(value: Value) -> Pair:
    """What stands there is what is meant."""
    return value, value


def moment(at: datetime) -> Pair:
    return at, at.isoformat()[:16]


def day_of(day: date) -> Pair:
    return day, day.isoformat()


def later(event: Event, days: int) -> date:
    """A day after the event, never one that lies ahead of the run."""
    return min(event.day + timedelta(days=event.random.randint(0, days)), ORIGIN.date())


def store(event: Event) -> Pair:
    return same(event.store)


def customer(event: Event) -> Pair:
    return same(event.customer.name)


def phone(event: Event) -> Pair:
    return same(event.customer.phone)


def address(event: Event) -> Pair:
    return same(event.customer.address)


def product(event: Event) -> Pair:
    return same(event.random.choice(CATALOGUE).model)


def staff(event: Event) -> Pair:
    return same(event.pick(*NAMES))


def rating(event: Event) -> Pair:
    word = event.pick("非常满意", "非常满意", "满意", "满意", "一般", "不满意")
    return word, float(WORDS[word])


def yes_no(event: Event) -> Pair:
    return ("是", "yes") if event.random.random() < 0.5 else ("否", "no")


def number(low: int, high: int, step: float = 1) -> Draw:
    def draw(event: Event) -> Pair:
        value = event.random.randint(low, high) * step
        return (int(value) if step == 1 else value), float(value)

    return draw


def text(*of: str) -> Draw:
    return lambda event: same(event.pick(*of))


def choice(options: Mapping[str, str]) -> Draw:
    """Words and the ids that they mean."""

    def draw(event: Event) -> Pair:
        word = event.pick(*options)
        return word, options[word]

    return draw


REMARK = text("客户要求周末联系", "已加微信", "家里有老人", "下次带样板", "电梯维修中")
WHO = (
    Heading("customer", "customer", ("客户姓名", "客户名称", "业主姓名"), customer, needed=True),
    Heading("phone", "phone", ("联系电话", "电话", "手机号码"), phone, needed=True),
    Heading("address", "address", ("地址", "小区/地址", "详细地址"), address),
)
SHOP = Heading("store", "store", ("门店", "专卖店", "所属门店"), store, needed=True)
REMARKS = Heading("remark", "text", ("备注",), REMARK)
TILE = Heading("product", "product", ("型号", "产品型号"), product)


def event_day(event: Event) -> Pair:
    return day_of(event.day)


def event_moment(event: Event) -> Pair:
    return moment(datetime(event.day.year, event.day.month, event.day.day, event.random.randint(8, 18), 30))  # noqa: DTZ001


def closing(event: Event) -> Pair:
    return day_of(later(event, 9))


def record_no(prefix: str) -> Draw:
    return lambda event: same(f"{prefix}{event.day:%Y%m}-{event.number:04}")


CALLBACK = Log(
    "callback",
    "售后回访记录",
    (
        Heading("date", "date", ("回访日期", "回访时间", "跟踪日期"), event_day, needed=True),
        SHOP,
        *WHO,
        TILE,
        Heading("called_by", "person", ("回访人", "跟踪人", "回访员"), staff, needed=True),
        Heading("responsible", "person", ("当事人", "服务人员", "送货人"), staff),
        Heading("outcome", "choice", ("是否接通", "接通情况"), lambda _: ("接通", "reached"), needed=True),
        Heading("satisfaction", "satisfaction", ("满意度", "是否满意", "客户评价"), rating, needed=True),
        Heading(
            "problem", "text", ("不满意原因", "回访新问题"), text("瓷砖有色差", "砖面有划痕", "没人上门", "瓷砖空鼓")
        ),
        Heading("result", "text", ("处理结果", "处理情况"), text("已解释清楚", "安排师傅上门", "已送小礼品")),
        REMARKS,
    ),
)
COMPLAINT = Log(
    "complaint",
    "客户投诉登记表",
    (
        Heading("received_at", "moment", ("投诉时间", "受理时间", "投诉日期"), event_moment, needed=True),
        Heading("record_no", "number_text", ("投诉编号", "投诉单号"), record_no("TS"), needed=True),
        SHOP,
        Heading("channel", "text", ("投诉渠道", "来源"), text("电话", "微信", "到店")),
        *WHO,
        TILE,
        Heading(
            "description",
            "text",
            ("投诉内容", "问题描述"),
            text("瓷砖有色差，两批颜色不一样", "地砖空鼓，敲着空响", "瓷砖开裂两片", "砖面有划痕", "送货晚了三天"),
            needed=True,
        ),
        Heading("verified", "yes_no", ("是否属实",), yes_no),
        Heading("responsible", "person", ("责任人", "当事人"), staff),
        Heading("handled_by", "person", ("处理人", "跟进人", "受理人"), staff, needed=True),
        Heading(
            "status",
            "status",
            ("处理状态", "是否结案"),
            choice({"已结案": "closed", "处理完成": "closed"}),
            needed=True,
        ),
        Heading("closed_at", "date", ("结案日期", "完成日期"), closing, needed=True),
        Heading("solution", "text", ("处理结果", "处理方案"), text("补发两片砖", "上门重铺", "退款处理")),
        Heading("compensation_amount", "money", ("赔偿金额", "赔付金额"), number(1, 40, 50)),
        REMARKS,
    ),
)
DELIVERY = Log(
    "delivery",
    "送货登记表",
    (
        Heading("date", "date", ("送货日期", "出库日期"), event_day, needed=True),
        Heading("record_no", "number_text", ("送货单号", "出库单号"), record_no("SH"), needed=True),
        SHOP,
        Heading(
            "type",
            "choice",
            ("类型", "业务类型"),
            choice({"送货": "送货", "补货": "补货", "退货": "退货"}),
            needed=True,
        ),
        *WHO,
        TILE,
        Heading("spec", "text", ("规格", "产品规格"), text("800×800", "600×1200", "300×600")),
        Heading("quantity", "number", ("数量", "送货数量"), number(1, 90)),
        Heading("amount", "money", ("金额", "送货金额"), number(20, 900, 10)),
        Heading("handled_by", "person", ("送货人", "经办人", "送货员"), staff, needed=True),
        Heading("special", "yes_no", ("是否非常规", "是否定制"), yes_no),
        REMARKS,
    ),
)
GUIDANCE = Log(
    "guidance",
    "铺贴指导记录",
    (
        Heading("date", "date", ("指导日期", "铺贴指导日期"), event_day, needed=True),
        SHOP,
        *WHO,
        TILE,
        Heading("mason", "text", ("泥工师傅", "泥工"), text("易师傅", "贺师傅", "龙师傅"), needed=True),
        Heading("guided_by", "person", ("指导人", "服务专员"), staff, needed=True),
        Heading("visit_no", "number", ("第几次上门", "上门次数"), number(1, 3)),
        Heading("satisfaction", "satisfaction", ("满意度", "客户满意情况"), rating),
        Heading("rework", "yes_no", ("是否返工",), lambda _: ("否", "no")),
        Heading("soaked", "yes_no", ("泡水", "是否泡水"), yes_no),
        Heading("jointed", "yes_no", ("留缝", "是否留缝"), yes_no),
        REMARKS,
    ),
)
MEASURING = Log(
    "measuring",
    "量房登记表",
    (
        Heading("requested_on", "date", ("申请日期", "登记日期"), lambda e: day_of(e.day - timedelta(days=2)), True),
        SHOP,
        Heading("salesperson", "person", ("导购", "业务员"), staff),
        *WHO,
        Heading("measured_on", "date", ("量房日期", "实际量房时间"), event_day, needed=True),
        Heading("measured_by", "person", ("量房人", "量尺人"), staff, needed=True),
        Heading("area", "number", ("面积", "量房面积"), number(60, 200)),
        REMARKS,
    ),
)
AUDIT = Log(
    "audit",
    "抽查回访记录",
    (
        Heading("date", "date", ("抽查日期", "核查日期"), event_day, needed=True),
        Heading("audited_by", "person", ("抽查人", "核查人"), staff, needed=True),
        Heading("clerk", "person", ("售后文员", "被抽查人"), staff, needed=True),
        *WHO[:2],
        Heading("responsible", "person", ("当事人",), staff, needed=True),
        Heading(
            "finding",
            "choice",
            ("核实情况", "抽查结果"),
            choice({"属实": "genuine", "不属实": "false", "联系不上": "unreachable"}),
            needed=True,
        ),
        Heading("attitude", "yes_no", ("服务态度问题",), yes_no),
        REMARKS,
    ),
)
REPAIR = Log(
    "repair",
    "维修记录表",
    (
        Heading("reported_at", "moment", ("报修日期", "报修时间"), event_moment, needed=True),
        Heading("record_no", "number_text", ("派工单号", "服务单号"), record_no("WX"), needed=True),
        SHOP,
        *WHO,
        Heading("product", "product", ("产品型号", "设备名称"), product),
        Heading(
            "fault",
            "text",
            ("故障现象", "故障描述"),
            text("龙头漏水", "马桶不出水", "花洒松动", "浴霸不亮"),
            needed=True,
        ),
        Heading("work", "text", ("维修内容", "处理过程"), text("更换密封圈", "重新打胶", "更换阀芯"), needed=True),
        Heading("technician", "person", ("维修人员", "维修技师"), staff, needed=True),
        Heading("finished_at", "date", ("完成时间", "完工时间"), closing, needed=True),
        Heading("warranty", "yes_no", ("是否保内",), yes_no),
        Heading("fee", "money", ("收费金额",), number(1, 20, 10)),
        Heading("signed", "yes_no", ("客户签字",), yes_no),
        REMARKS,
    ),
)
LOGS = {log.kind: log for log in (CALLBACK, COMPLAINT, DELIVERY, GUIDANCE, MEASURING, AUDIT, REPAIR)}


def new_customer(folder: Folder) -> Customer:
    """A household whose name and phone nobody else in the folder has."""
    random = folder.random
    while True:
        name = random.choice(SURNAMES) + "".join(random.sample(GIVEN, 2))
        if name not in folder.strangers and name not in NAMES:
            break
    folder.strangers.add(name)
    place = f"{random.choice(ESTATES)}{random.randint(1, 18)}栋{len(folder.strangers)}号"
    return Customer(name, f"13{random.choice('3589')}{10_000_000 + len(folder.strangers) * 137 % 89_999_999:08}", place)


def new_event(folder: Folder, month: str, at: int) -> Event:
    """Something that happened in a month, in the order of its days."""
    year, number_of_month = (int(part) for part in month.split("-"))
    days = monthrange(year, number_of_month)[1]
    day = date(year, number_of_month, 3 + at * (days - 4) // 40 % (days - 4))
    number = len(folder.strangers) + 1
    return Event(folder.random, day, number, new_customer(folder), folder.random.choice(STORES))


def new_line(folder: Folder, sheet: Sheet, drawers: Mapping[Column, Draw], at: int) -> Line:
    """One clean record."""
    event = new_event(folder, sheet.month, at)
    line = Line(Role.RECORD)
    for column, draw in drawers.items():
        value, meant = draw(event)
        line.cells[column] = value
        line.truth[column.field] = meant
    return line


def new_file(folder: Folder, log: Log, *, records: int = 0) -> File:
    """A clean file with one sheet: a heading in row 1, one record a line."""
    random = folder.random
    month = random.choice(MONTHS)
    drawers: dict[Column, Draw] = {}
    for heading in log.headings:
        if heading.needed or random.random() < 0.6:
            drawers[Column(heading.headings[random.randrange(len(heading.headings))], heading.field, heading.sort)] = (
                heading.draw
            )
    columns = list(drawers)
    top = Line(Role.HEADING, {column: column.heading for column in columns})
    sheet = Sheet("Sheet1", log.kind, columns, [top], month)
    for at in range(records or random.randint(8, 20)):
        sheet.lines.append(new_line(folder, sheet, drawers, at * 2))
    name = f"{len(folder.files) + 1:02}{log.title}"
    return File(name, [sheet])

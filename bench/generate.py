"""Write the benchmark's drop folder: many small workbooks, or fewer large ones.

python bench/generate.py --shape many|large --out DIR [--scale 1.0] [--seed 1]

many = 2,000 files of 100 rows, large = 200 files of 2,000 rows; half callbacks, half complaints, a roster, and
beside the folder a config.yaml that names the shops.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

import xlsxwriter

SHAPES = {"many": (2000, 100), "large": (200, 2000)}
FIRST_DAY = date(2026, 8, 1)
DAYS = 92  # August, September, October
CREATED = datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook's property has no zone

CALLBACK_HEADINGS = (
    "序号", "回访日期", "门店", "客户姓名", "联系电话", "小区", "型号", "回访人", "服务人员",
    "满意度", "不满意原因", "备注",
)  # fmt: skip
COMPLAINT_HEADINGS = (
    "序号", "投诉编号", "投诉时间", "门店", "客户姓名", "联系电话", "产品型号", "投诉内容", "责任人", "处理人",
    "首次联系", "结案日期", "处理状态", "处理结果", "赔偿金额", "是否属实",
)  # fmt: skip

SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹潘葛范彭"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香玉梅海燕春红建志国文斌婷雪琳浩宇晨欣怡佳慧颖倩雅"
ESTATES = (
    "湘江名苑",
    "五里新城",
    "锦绣华庭",
    "凯旋里",
    "东岸雅居",
    "星河湾畔",
    "长丰公馆",
    "红星美地",
    "天际岭",
    "雨花翠庭",
)
MODELS = ("LS8001", "LS8016", "LS1203", "LS3601", "QH6302", "QH6315", "QH1509", "QH4508", "QH8803", "QH9107")
WORDS = ("非常满意", "满意", "基本满意", "一般", "不满意", "未接", "关机", "不表态")
WEIGHTS = (28, 44, 5, 4, 6, 7, 3, 3)
UNHAPPY = ("基本满意", "一般", "不满意")
PLACES = (
    "客厅地砖", "厨房墙砖", "卫生间墙砖", "阳台地砖", "主卧地砖", "过道地砖", "餐厅地砖", "次卧地砖", "楼梯踏步",
    "踢脚线", "背景墙", "洗手间地砖", "书房地砖", "入户地砖", "外墙砖", "露台地砖",
)  # fmt: skip
TROUBLES = (
    "开裂了{n}块", "有{n}块空鼓", "铺出来凹凸不平", "跟样板有色差", "尺寸偏差大，对不齐", "边上崩边缺角",
    "釉面有针孔和划痕", "渗污擦不掉", "没有开裂，但有{n}块空鼓", "送货晚了{n}天", "少发{n}箱",
    "上门的人态度差", "打了{n}次电话没人处理",
    "开裂又有色差", "师傅没留缝，空鼓{n}块", "报修{n}天没人上门",
)  # fmt: skip
TEXTS = sorted({place + trouble.format(n=n) for place, trouble, n in product(PLACES, TROUBLES, ("三", "五"))})
SOLUTIONS = ("补砖", "换货", "上门返工", "道歉", "补贴人工费", "协商中")


class Person(NamedTuple):
    """A customer: always the same name, phone, address and shop."""

    name: str
    phone: str
    address: str


class Shop(NamedTuple):
    """A shop with its four people and its customers."""

    name: str
    staff: list[str]
    customers: list[Person]


def shops(random: Random, callbacks: int) -> list[Shop]:
    """30 shops, 120 people, and 60 % as many customers as callbacks."""
    people: set[str] = set()
    while len(people) < 120:
        people.add(random.choice(SURNAMES) + "".join(random.sample(GIVEN, 2)))
    names = sorted(people)
    random.shuffle(names)
    per_shop = max(20, callbacks * 6 // 10 // 30)
    numbers = random.sample(range(10_000_000), per_shop * 30)
    made = []
    for index in range(30):
        customers = [
            Person(
                random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2)))),
                f"1390{number:07d}",
                f"{random.choice(ESTATES)}{random.randint(1, 30)}栋{random.randint(2, 33)}0{random.randint(1, 4)}",
            )
            for number in numbers[index * per_shop : (index + 1) * per_shop]
        ]
        made.append(Shop(f"第{index + 1:02d}店", names[index * 4 : index * 4 + 4], customers))
    return made


def written(random: Random, moment: date | datetime) -> date | datetime | str:
    """A true date, or in one case of ten a text in one of two styles."""
    drawn = random.random()
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    if drawn < 0.05:
        return f"{moment.year}.{moment.month}.{moment.day}{clock}"
    if drawn < 0.10:
        return f"{moment.year}年{moment.month}月{moment.day}日{clock}"
    return moment


def callback_rows(random: Random, shop: Shop, count: int, called: set[tuple[str, date]]) -> list[list[object]]:
    """Callbacks; nobody is called twice on one day."""
    rows: list[list[object]] = []
    while len(rows) < count:
        person = random.choice(shop.customers)
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        if (person.phone, day) in called:
            continue
        called.add((person.phone, day))
        word = random.choices(WORDS, WEIGHTS)[0]
        problem = random.choice(TEXTS) if word in UNHAPPY else ""
        rows.append(
            [len(rows) + 1, written(random, day), shop.name, person.name, person.phone, person.address,
             random.choice(MODELS), random.choice(shop.staff[:2]), random.choice(shop.staff[2:]), word, problem, ""]
        )  # fmt: skip
    return rows


def complaint_rows(random: Random, shop: Shop, count: int, first_number: int) -> list[list[object]]:
    """Complaints with a number of their own, a first contact, and mostly an end."""
    rows: list[list[object]] = []
    for index in range(count):
        person = random.choice(shop.customers)
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        received = datetime(day.year, day.month, day.day, random.randint(8, 18), random.randrange(60))  # noqa: DTZ001
        contacted = received + timedelta(minutes=random.randint(20, 2400))
        closed = day + timedelta(days=random.randint(1, 20))
        done = closed < FIRST_DAY + timedelta(days=DAYS) and random.random() < 0.9
        amount = random.choice((0, 0, 0, 80, 200, 350, 680, 1200))
        rows.append(
            [index + 1, f"TS{first_number + index:07d}", written(random, received), shop.name, person.name,
             person.phone, random.choice(MODELS), random.choice(TEXTS),
             random.choice(shop.staff[2:]), random.choice(shop.staff[:2]),
             contacted, closed if done else "", "结案" if done else "处理中", random.choice(SOLUTIONS), amount or "",
             random.choice(("是", "是", "否", ""))]
        )  # fmt: skip
    return rows


def write_book(path: Path, title: str, headings: Sequence[str], rows: list[list[object]]) -> None:
    """A title row, a heading row, the records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": CREATED})
    day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_string(0, 0, title)
    sheet.write_row(1, 0, headings)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, moment)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, str(value))
    book.close()


def write_roster(path: Path, made: list[Shop]) -> None:
    """The 120 people, so that nobody is a stranger."""
    rows: list[list[object]] = []
    for shop in made:
        for index, name in enumerate(shop.staff):
            role = "售后文员" if index < 2 else "售后服务专员"
            rows.append([len(rows) + 1, f"X{len(rows) + 1:03d}", name, "售后部", shop.name, role])
    write_book(path, "花名册", ("序号", "工号", "姓名", "部门", "门店", "岗位"), rows)


def generate(shape: str, out: Path, scale: float, seed: int = 1) -> tuple[int, int]:
    """Write the folder; returns the numbers of log files and of rows."""
    files, rows_each = SHAPES[shape]
    files = max(2, round(files * scale))
    random = Random(seed)
    made = shops(random, files // 2 * rows_each)
    called: set[tuple[str, date]] = set()
    write_roster(out / "花名册.xlsx", made)
    for number in range(files):
        shop = made[number // 2 % len(made)]
        folder = out / shop.name
        if number % 2:
            rows = complaint_rows(random, shop, rows_each, number * rows_each)
            write_book(
                folder / f"投诉台账_{number:05d}.xlsx", f"{shop.name}2026年客户投诉台账", COMPLAINT_HEADINGS, rows
            )
        else:
            rows = callback_rows(random, shop, rows_each, called)
            write_book(folder / f"回访_{number:05d}.xlsx", f"{shop.name}2026年售后服务跟踪表", CALLBACK_HEADINGS, rows)
    stores = "".join(f"  - name: {shop.name}\n" for shop in made)
    out.with_name(f"{out.name}.config.yaml").write_text(f"stores:\n{stores}", encoding="utf-8")
    return files, files * rows_each


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=sorted(SHAPES), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    files, rows = generate(chosen.shape, chosen.out, chosen.scale, chosen.seed)
    print(f"{files} files, {rows} rows in {chosen.out}")


if __name__ == "__main__":
    main()

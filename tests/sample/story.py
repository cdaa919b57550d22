"""What happened in the two months: households that buy, get guided, are called, and sometimes complain."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from .audits import audits_of
from .calls import Pool, calls_of
from .company import CATALOGUE, CLERKS, DRIVERS, GLUE, GUIDES, MASONS, SALES, STORES, SURVEYORS, Town
from .complaint_plans import CASES
from .jobs import repairs_of
from .plans import (
    DELIVERED,
    GUIDED,
    GUIDED_FROM_BEFORE,
    MEASURED,
    MEASURED_LATE,
    MONTHS,
    NOT_YET_MEASURED,
    OCTOBER,
)
from .records import Callback, Complaint, Customer, Delivery, Guidance, Measuring, Story
from .surveys import surveys_of

Month = tuple[int, int]
Bought = dict[Customer, tuple[date, str]]
"""What a household bought: the day it was delivered, and the article."""


def tell(seed: int) -> Story:
    """The whole story; the same seed tells the same one."""
    random = Random(seed)
    town = Town(random)
    households = {
        (month, store): [town.household(store) for _ in range(DELIVERED[store])] for month in MONTHS for store in STORES
    }
    bought: Bought = {}
    deliveries: list[Delivery] = []
    guidances: list[Guidance] = []
    callbacks: list[Callback] = []
    audits = []
    called: set[Customer] = set()
    for month in MONTHS:
        this_month = [customer for store in STORES for customer in households[month, store]]
        deliveries += _deliveries(random, month, this_month, bought)
        guidances += _guidances(random, town, month, this_month, bought)
        last_visit = {visit.customer: visit.day for visit in guidances}
        calls: list[Callback] = []
        for store in STORES:
            pool = Pool(random, town, month, store, bought, last_visit)
            calls += calls_of(pool, called)
        callbacks += sorted(calls, key=lambda call: call.day)
        audits += audits_of(month, sorted(calls, key=lambda call: call.day))
    complaints = tuple(_complaints(random, town, bought))
    measurings = tuple(_measurings(random, town, households, bought))
    repairs = tuple(repairs_of(random, town, tuple(deliveries)))
    return Story(
        callbacks=tuple(callbacks),
        complaints=complaints,
        measurings=measurings,
        guidances=tuple(guidances),
        deliveries=tuple(deliveries),
        audits=tuple(audits),
        repairs=repairs,
        surveys=tuple(surveys_of(random, repairs, tuple(guidances))),
    )


def _deliveries(random: Random, month: Month, customers: list[Customer], bought: Bought) -> list[Delivery]:
    lines: list[Delivery] = []
    first = 3 if month == OCTOBER else 1
    for serial, customer in enumerate(customers, 1):
        day = date(*month, random.randint(first, 25))
        products = random.sample(CATALOGUE, random.choice((1, 2, 2, 3)))
        bought[customer] = (day, products[0].model)
        driver = (DRIVERS[customer.store],) if serial % 9 else ("陈志强", "张伟民")
        sms = _sms(random, customer.store, day)
        no = f"SH{day:%y%m%d}{serial:02d}"
        ordered = [
            (product, random.randint(3, 12) if product.unit == "箱" else random.randint(20, 160))
            for product in products
        ]
        if random.random() < 0.55:
            ordered.append((GLUE, random.randint(4, 24)))
        special = serial % 7 == 3
        lines += [
            Delivery(day, no, "送货", customer, product, quantity, driver, sms, special)
            for product, quantity in ordered
        ]
        if serial % 3 == 0 and customer.store != "红星店":
            later = date(*month, min(28, day.day + 4))
            kind = ("补货", "退货", "加工")[serial // 3 % 3]
            product, quantity = ordered[0]
            lines.append(Delivery(later, f"{no}-{kind[0]}", kind, customer, product, max(1, quantity // 8), driver, ""))
    return sorted(lines, key=lambda line: (line.day, line.no))


def _sms(random: Random, store: str, day: date) -> date | str:
    """五里牌店 writes the day of the greeting, 高桥店 only 是, 红星店 nothing at all."""
    drawn = random.random()
    if store == "五里牌店":
        return "" if drawn < 0.12 else day + timedelta(days=1) if drawn < 0.2 else day
    return "" if store == "红星店" or drawn < 0.2 else "是"


def _guidances(random: Random, town: Town, month: Month, customers: list[Customer], bought: Bought) -> list[Guidance]:
    plan = list(GUIDED[month])
    from_before = [town.household(STORES[number % 3]) for number in range(GUIDED_FROM_BEFORE[month])]
    in_order = sorted(customers, key=lambda customer: bought[customer][0])
    guided = in_order[: len(plan) - len(from_before)]
    random.shuffle(plan)
    visits: list[Guidance] = []
    for customer, household in zip([*guided, *from_before], plan, strict=True):
        arrived, model = bought.get(customer, (date(*month, 2), random.choice(CATALOGUE).model))
        started = min(arrived + timedelta(days=random.randint(1, 3)), date(*month, 24))
        mason = random.choice(MASONS)
        for index, number in enumerate(household.numbers):
            last = index == len(household.numbers) - 1
            guide = ("王芳", "李建国") if customer.store == "五里牌店" and index else (_guide(customer.store, started),)
            visits.append(
                Guidance(
                    day=started + timedelta(days=2 * index),
                    customer=customer,
                    product=model,
                    mason=mason,
                    started_on=started,
                    guided_by=guide,
                    visit_no=number,
                    word=household.word if last else "",
                    rework=household.rework if last else 0,
                    reason=household.reason if last else "",
                )
            )
    return sorted(visits, key=lambda visit: (visit.day, visit.customer.phone))


def _guide(store: str, day: date) -> str:
    """吴刚 leaves in the middle of October; 李建国 takes over his households."""
    return "李建国" if store == "红星店" and day > date(2026, 10, 12) else GUIDES[store]


def _measurings(
    random: Random, town: Town, households: dict[tuple[Month, str], list[Customer]], bought: Bought
) -> list[Measuring]:
    rows: list[Measuring] = []
    for month in MONTHS:
        following = [customer for store in STORES for customer in households.get((OCTOBER, store), [])[:4]]
        customers = following if month != OCTOBER else []
        late_in_month = [
            customer for store in STORES for customer in households[month, store] if bought[customer][0].day > 20
        ]
        customers += [customer for customer in late_in_month if customer not in customers][:5]
        while len(customers) < MEASURED[month]:
            customers.append(town.household(STORES[len(customers) % 3]))
        for index, customer in enumerate(customers):
            highest = 10 if customer in late_in_month and customer not in following else 24
            asked = date(*month, random.randint(3, highest))
            booked = asked + timedelta(days=random.randint(1, 4))
            measured: date | None = booked
            if index >= MEASURED[month] - NOT_YET_MEASURED[month]:
                measured = None
            elif index < MEASURED_LATE[month]:
                measured = booked + timedelta(days=1)
            surveyor = SURVEYORS[index % 4 == 3]
            area = random.randint(68, 146) + random.choice((0, 0.5))
            rows.append(Measuring(asked, booked, measured, customer, SALES[customer.store], surveyor, area))
    return sorted(rows, key=lambda row: (row.requested_on, row.customer.phone))


def _complaints(random: Random, town: Town, bought: Bought) -> list[Complaint]:
    rows: list[Complaint] = []
    taken: set[Customer] = set()
    for month in MONTHS:
        for case in CASES[month]:
            day = date(*month, case.day)
            clock = time.fromisoformat(case.clock) if case.clock else time()
            received = datetime.combine(day, clock)
            earlier = [c for c, (when, _) in bought.items() if c.store == case.store and when < day and c not in taken]
            customer = earlier[-1] if earlier else town.household(case.store)
            taken.add(customer)
            model = bought[customer][1] if customer in bought else random.choice(CATALOGUE).model
            rows.append(
                Complaint(
                    no=f"TS{month[0]}{month[1]:02d}-{len(rows) + 1:03d}",
                    received=received,
                    customer=customer,
                    channel=random.choice(("电话", "门店", "微信", "电话回访")),
                    product=model,
                    text=case.text,
                    categories=case.categories,
                    verified=case.verified,
                    responsible=case.responsible,
                    department=case.department,
                    handled_by=CLERKS[case.store],
                    contacted=None if case.hours is None else received + timedelta(hours=case.hours),
                    closed=None if case.close_days is None else day + timedelta(days=case.close_days),
                    status=case.status,
                    solution=case.solution,
                    amount=case.amount,
                    quantity=case.quantity,
                    unit=case.unit,
                )
            )
    return rows

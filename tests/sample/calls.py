"""The callbacks of one shop in one month, made to the plan's figures."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from .company import CATALOGUE, CLERKS, DRIVERS, GUIDES, Town
from .plans import CALLS, OCTOBER, SEPTEMBER, SLOW
from .records import Callback, Customer

Said = tuple[str, str, tuple[str, ...]]
"""What a customer said: the rating's word, the problem, its categories."""


class Pool(NamedTuple):
    """Whom a shop can call in a month: what they bought and when the guide was last there."""

    random: Random
    town: Town
    month: tuple[int, int]
    store: str
    bought: dict[Customer, tuple[date, str]]
    last_visit: dict[Customer, date]


def calls_of(pool: Pool, called: set[Customer]) -> list[Callback]:
    """Every call of the plan; `called` remembers households that need no further call."""
    plan = CALLS[pool.month, pool.store]
    words: list[Said] = list(plan.unhappy)
    for word, times in (
        ("非常满意", plan.best),
        ("满意", plan.good),
        ("未接", plan.never_reached),
        ("不表态", plan.unrated),
    ):
        words += [(word, "", ())] * times
    pool.random.shuffle(words)
    retried, calls = plan.retried, []
    for customer, said in zip(_households(pool, called, len(words)), words, strict=True):
        day = _day(pool, customer)
        if said[0] == "满意" and retried:
            retried -= 1
            calls.append(_call(pool, customer, day - timedelta(days=1), ("未接", "", ())))
        calls.append(_call(pool, customer, day, said))
    for customer in _households(pool, called, plan.turned):
        day = date(*pool.month, 8)
        calls.append(_call(pool, customer, day, ("不满意", "等了一周没人上门", (SLOW,))))
        calls.append(_call(pool, customer, day + timedelta(days=12), ("满意", "", ())))
    return calls


def _households(pool: Pool, called: set[Customer], count: int) -> list[Customer]:
    """First those delivered by the 22nd and not called yet, then households of earlier months."""
    latest = date(*pool.month, 22)
    ready = [c for c, (day, _) in pool.bought.items() if c.store == pool.store and day <= latest and c not in called]
    chosen = ready[:count]
    while len(chosen) < count:
        chosen.append(pool.town.household(pool.store))
    called.update(chosen)
    return chosen


def _day(pool: Pool, customer: Customer) -> date:
    """Some days after the guide's last visit, else after the delivery; any day for older households."""
    arrived = pool.bought[customer][0] if customer in pool.bought else None
    since = pool.last_visit.get(customer) or arrived
    if since is None or (since.year, since.month) != pool.month:
        return date(*pool.month, pool.random.randint(4, 27))
    return min(since + timedelta(days=pool.random.randint(2, 4)), date(*pool.month, 29))


def _call(pool: Pool, customer: Customer, day: date, said: Said) -> Callback:
    product = pool.bought[customer][1] if customer in pool.bought else pool.random.choice(CATALOGUE).model
    guided = customer in pool.last_visit
    person = GUIDES[pool.store] if guided else DRIVERS[pool.store]
    if person == "吴刚" and pool.month == OCTOBER and day.day > 12:
        person = "李建国"
    word, problem, categories = said
    reached = word != "未接"
    clerk = CLERKS[pool.store]
    if pool.month == SEPTEMBER and pool.store == "红星店" and day.day > 25:
        clerk = "刘晓燕"
    return Callback(day, customer, product, clerk, person, reached, word if reached else "", problem, categories)

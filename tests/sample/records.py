"""What happened, before any clerk wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

SCORES = {"非常满意": 5, "完全满意": 5, "满意": 4, "基本满意": 3, "一般": 3, "不太满意": 2, "不满意": 2}


@dataclass(frozen=True, slots=True)
class Customer:
    """One household."""

    name: str
    phone: str
    store: str
    address: str


@dataclass(frozen=True, slots=True)
class Product:
    """One article of the catalogue."""

    brand: str
    model: str
    spec: str
    unit: str
    price: int


@dataclass(frozen=True, slots=True)
class Callback:
    """One call to one customer; `word` is blank where no rating was given."""

    day: date
    customer: Customer
    product: str
    called_by: str
    responsible: str
    reached: bool
    word: str
    problem: str = ""
    categories: tuple[str, ...] = ()

    @property
    def score(self) -> int | None:
        return SCORES.get(self.word)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint; a moment at midnight was written down as a date only."""

    no: str
    received: datetime
    customer: Customer
    channel: str
    product: str
    text: str
    categories: tuple[str, ...]
    verified: str
    responsible: tuple[str, ...]
    department: str
    handled_by: str
    contacted: datetime | None
    closed: date | None
    status: str
    solution: str
    amount: int
    quantity: int
    unit: str

    @property
    def cancelled(self) -> bool:
        return self.status == "撤诉"


@dataclass(frozen=True, slots=True)
class Measuring:
    """One home measured, or asked for (`measured_on` is None)."""

    requested_on: date
    booked_for: date
    measured_on: date | None
    customer: Customer
    salesperson: str
    measured_by: str
    area: float


@dataclass(frozen=True, slots=True)
class Guidance:
    """One visit while the tiler works; `rework` counts times."""

    day: date
    customer: Customer
    product: str
    mason: str
    started_on: date
    guided_by: tuple[str, ...]
    visit_no: int
    word: str
    rework: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One line of one order; `sms` is a date, 是, or blank."""

    day: date
    no: str
    type: str
    customer: Customer
    product: Product
    quantity: int
    handled_by: tuple[str, ...]
    sms: date | str
    special: bool = False


@dataclass(frozen=True, slots=True)
class Audit:
    """One callback checked by the office."""

    day: date
    callback: Callback
    finding: str
    attitude: bool
    responsible: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One service job; `finished` is None while it is open, `handed_in` while the fee is still out."""

    no: str
    reported: datetime
    customer: Customer
    product: str
    fault: str
    work: str
    people: tuple[str, ...]
    booked: datetime
    arrived: datetime | None
    finished: datetime | None
    fee: int
    handed_in: date | None
    signed: bool
    parts: tuple[tuple[str, int, str], ...]
    waiting: str

    @property
    def day(self) -> date:
        """The day it counts for."""
        return (self.finished or self.reported).date()

    @property
    def complete(self) -> bool:
        """Whether everything that a record of a job should say is written."""
        return bool(self.work and self.finished and self.signed)


@dataclass(frozen=True, slots=True)
class Survey:
    """One answered form; an answer is None where the customer ticked nothing."""

    day: date
    customer: Customer
    product: str
    served_by: str
    answers: tuple[int | None, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that happened in the two months."""

    callbacks: tuple[Callback, ...]
    complaints: tuple[Complaint, ...]
    measurings: tuple[Measuring, ...]
    guidances: tuple[Guidance, ...]
    deliveries: tuple[Delivery, ...]
    audits: tuple[Audit, ...]
    repairs: tuple[Repair, ...]
    surveys: tuple[Survey, ...]

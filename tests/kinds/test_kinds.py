from __future__ import annotations

import pytest

from aftersales.kinds import FieldType, load_kinds
from aftersales.kinds.check import complaints_about
from aftersales.kinds.wording import heading_key
from aftersales.model import Grid
from aftersales.problems import ConfigError
from aftersales.recognise import recognise
from aftersales.settings.model import FieldAddition, KindAddition

KINDS = load_kinds({})

FIELDS = {
    "callback": "date record_no store customer phone address product called_by responsible outcome satisfaction problem "
    "category result remark",
    "complaint": "received_at record_no store channel customer phone address product batch quantity description category "
    "severity verified responsible responsible_unit handled_by contacted_at booked_for visited_at closed_at status cause "
    "solution claimed_amount compensation_amount compensation_quantity satisfaction saved order_no purchased_on demand remark",
    "measuring": "requested_on measured_on booked_for contacted_on store salesperson customer phone address measured_by area "
    "remark",
    "guidance": "date store customer phone address product mason mason_started_on guided_by visit_no satisfaction rework "
    "rework_reason soaked jointed offset rework_times remark",
    "delivery": "date record_no type store brand customer phone address product spec batch quantity amount handled_by special "
    "sms_on remark",
    "audit": "date audited_by callback_date clerk responsible customer phone finding attitude verified remark",
    "staff": "name aliases staff_no department store role scheme from to wage",
    "repair": "reported_at record_no dispatched_at booked_for arrived_at finished_at store customer phone address product "
    "serial batch fault category work technician warranty warranty_from mode solved status visit_no rework waiting_for fee "
    "fee_handed_in_on signed dispatch_form_on feedback_form_on satisfaction forged late_approved remark",
    "survey": "date customer phone product purchased_on purchased_through served_by store q1 q2 q3 q4 q5 comment",
    "appraisal": "period person scheme item rater rater_name score level word sub_item remark",
    "incident": "date person item times points amount verified reason remark",
    "attendance": "date person first_in last_out mark hours",
    "customer": "customer phone address product purchased_on installed_on delivered_on warranty_months vip owner "
    "first_seen_on store remark",
    "part": "date part_no part movement quantity price amount balance person job_no remark",
    "expense": "date department quota item amount person remark",
    "receiving_error": "date supplier product documented received difference amount reason action",
    "receipt": "date record_no supplier product quantity amount buyer keeper note",
    "payment": "date person amount cashier record_no",
    "sale": "date person product quantity amount kind",
    "case": "date complaint_no cause process result shared_with advice claimed paid reward_status",
    "plan": "period person item due_on done_on approved",
    "target": "period person store measure item target",
    "objection": "date person period scheme item reason decision points decided_by decided_on",
    "correction": "kind record_no of_file of_sheet of_row field new_value",
    "dictionary": "category word not_word",
}


def complaints(additions: dict[str, KindAddition]) -> list[str]:
    with pytest.raises(ConfigError) as error:
        load_kinds(additions)
    return error.value.complaints


def test_all_kinds_of_the_data_dictionary_are_there() -> None:
    assert set(KINDS) == set(FIELDS)


@pytest.mark.parametrize("kind_id", FIELDS)
def test_a_kind_has_the_fields_of_the_data_dictionary_in_their_order(kind_id: str) -> None:
    assert list(KINDS[kind_id].names) == FIELDS[kind_id].split()


@pytest.mark.parametrize("kind_id", sorted(KINDS))
def test_a_kind_of_this_program_makes_sense(kind_id: str) -> None:
    kind = KINDS[kind_id]

    assert complaints_about(kind) == []
    assert kind.zh
    assert kind.titles
    assert kind.signature
    assert all(field.zh and field.headings for field in kind.fields)


def test_a_required_field_and_the_months_of_measuring_follow_the_rulings() -> None:
    assert KINDS["complaint"].required == (("received_at",), ("description", "category"))
    assert KINDS["callback"].required == (("date",), ("customer", "phone"))
    assert KINDS["measuring"].event == ("measured_on", "requested_on")
    assert KINDS["staff"].required == (("name",),)
    assert KINDS["repair"].required == (("reported_at", "finished_at"),)
    assert KINDS["repair"].event == ("finished_at", "reported_at")
    assert KINDS["repair"].expected == tuple("customer product fault work technician finished_at signed".split())  # noqa: SIM905
    assert KINDS["appraisal"].required == (("period",), ("person",), ("item",))
    assert KINDS["target"].required == (("period",), ("measure", "item"), ("target",))
    assert KINDS["customer"].required == (("customer", "phone"),)


def test_a_row_number_is_nobodys_record_number() -> None:
    words = {heading_key(w) for kind in KINDS.values() for f in kind.fields for w in (*f.headings, *f.weak)}

    assert "序号" not in words


def test_a_shop_adds_its_own_wordings_and_they_win_over_weak_ones() -> None:
    kinds = load_kinds(
        {"callback": KindAddition(headings={"record_no": ("编号",), "remark": ("时间",)}, ditto=("customer",))}
    )

    callback = kinds["callback"]
    assert "编号" in callback.field("record_no").headings
    assert "日期" in callback.field("date").weak
    assert "时间" not in callback.field("date").weak
    assert callback.field("customer").ditto
    assert {"日期", "时间"} <= {*KINDS["callback"].field("date").weak}


@pytest.mark.parametrize(
    ("field_type", "word"),
    [
        (FieldType.PHONE, "用户手机"),
        (FieldType.CUSTOMER, "用户单位"),
        (FieldType.ADDRESS, "楼盘房号"),
        (FieldType.PRODUCT, "型号规格"),
        (FieldType.STORE, "店铺名称"),
    ],
)
def test_every_kind_knows_how_clerks_call_a_phone_an_address_a_customer(field_type: FieldType, word: str) -> None:
    lacking = [
        kind.id
        for kind in KINDS.values()
        for own in [[field for field in kind.fields if field.type is field_type]]
        if len(own) == 1 and word not in own[0].headings
    ]

    assert lacking == []


def test_a_shared_wording_gives_way_to_what_a_kind_or_a_shop_says_of_it() -> None:
    shop = load_kinds({"callback": KindAddition(headings={"remark": ("用户手机",)})})["callback"]

    assert "型号" not in KINDS["part"].field("part").headings
    assert "联系人" not in KINDS["callback"].field("customer").headings
    assert "用户手机" in shop.field("remark").headings
    assert "用户手机" not in shop.field("phone").headings


def test_a_day_and_time_in_one_column_is_the_date_that_a_plain_date_would_be() -> None:
    dated = {kind.id: [f.name for f in kind.fields if "日期/时间" in f.weak] for kind in KINDS.values()}

    assert dated["repair"] == ["reported_at"]
    assert dated["measuring"] == ["measured_on"]
    assert dated["callback"] == ["date"]


def test_a_shop_adds_a_kind_of_its_own_and_its_sheets_are_recognised() -> None:
    added = KindAddition(
        zh="样板房巡检",
        fields=(
            FieldAddition(name="inspected_on", type="date", zh="巡检日期", headings=("巡检日期",)),
            FieldAddition(name="inspector", type="person", zh="巡检人", headings=("巡检人",)),
            FieldAddition(name="finding", zh="发现问题"),
        ),
        required=(("inspected_on",),),
        event=("inspected_on",),
    )
    kinds = load_kinds({"inspection": added})
    grid = Grid("a.xlsx", "S", (("巡检日期", "巡检人", "发现问题"), ("2026-09-01", "王芳", "缺角")))

    (table,) = recognise(grid, kinds, "a.xlsx").tables
    assert table.kind == "inspection"
    assert [column.fields for column in table.columns] == [("inspected_on",), ("inspector",), ("finding",)]


def test_all_complaints_about_additions_come_at_once() -> None:
    found = complaints(
        {
            "callback": KindAddition(headings={"foo": ("某列",), "phone": ("客户 姓名",)}),
            "inspection": KindAddition(
                zh="巡检",
                fields=(
                    FieldAddition(name="day", type="datum", zh="日"),
                    FieldAddition(name="what", type="choice", zh="何"),
                    FieldAddition(name="month", zh="月"),
                ),
                required=(("day",),),
                event=("what",),
            ),
            "ghost": KindAddition(titles=("幽灵",)),
        }
    )

    assert found == [
        "kinds.callback.headings.foo: 没有这个字段",
        "kinds.callback.headings.phone: “客户 姓名”已经属于 customer",
        "kinds.inspection.fields.day: 没有类型 datum",
        "kinds.inspection.fields.month: 这个名字程序自己要用",
        "kinds.inspection.required: 没有字段 day",
        "kinds.inspection.expected: 没有字段 day",
        "kinds.inspection.event: what 不是日期",
        "kinds.inspection.fields.what: choice 要写 options",
        "kinds.ghost: 没有这种登记表;要新增一种,请写 fields",
        "kinds.ghost.zh: 新增的登记表要有中文名",
    ]


def test_the_required_columns_of_our_own_kinds_cannot_be_changed() -> None:
    assert complaints({"staff": KindAddition(required=(("role",),))}) == [
        "kinds.staff: 程序自带的登记表不能改 required 和 event"
    ]


def test_choices_have_the_ids_of_the_dictionary() -> None:
    choices = {
        (kind.id, f.name): list(f.options) for kind in KINDS.values() for f in kind.fields if f.type is FieldType.CHOICE
    }

    assert choices[("callback", "outcome")] == ["reached", "unreached"]
    assert choices[("delivery", "type")] == ["送货", "补货", "退货", "加工"]
    assert choices[("audit", "finding")] == ["genuine", "false", "not_called", "unreachable"]

"""What is worth a message, and what it says: figures, files and links, within what a service takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.messages.night import Known, Night, key_of, news_of, remembered, worth_telling
from aftersales.messages.wording import Message, cut, message_of

AT = "2026-11-21T03:00"
YESTERDAY = Known(0, ("2026-10",), {key_of("十月/回访.xlsx"): 3})


def night(code: int = 0, **facts: object) -> Night:
    return Night("湘岚陶瓷", AT, code, **facts)  # type: ignore[arg-type]


SAME = night(to_mend={"十月/回访.xlsx": 3})
FIGURES = night(to_mend={"十月/回访.xlsx": 3}, months={"2026-10": "2026年10月：…"})
MORE = night(to_mend={"十月/回访.xlsx": 5}, months={"2026-10": ""})
LESS = night(to_mend={"十月/回访.xlsx": 1}, months={"2026-10": ""})
MONTH = night(to_mend={"十月/回访.xlsx": 3}, months={"2026-11": ""})
FAILED = night(1)
GATE = night(3, to_mend={"十月/回访.xlsx": 3})


@pytest.mark.parametrize(
    ("tonight", "always", "changes", "failures"),
    [
        (SAME, False, False, False),  # a night that changed nothing disturbs nobody
        (FIGURES, True, False, False),
        (LESS, True, False, False),
        (MORE, True, True, False),
        (MONTH, True, True, False),
        (FAILED, True, True, True),
        (GATE, True, True, True),
    ],
)
def test_when_a_message_is_sent(tonight: Night, always: bool, changes: bool, failures: bool) -> None:
    news = news_of(tonight, YESTERDAY)
    told = (worth_telling(tonight, news, "always"), worth_telling(tonight, news, "changes"),
            worth_telling(tonight, news, "failures"))  # fmt: skip
    assert told == (always, changes, failures)


def test_the_first_good_night_after_a_failure_is_told_once() -> None:
    after_failure = remembered(FAILED, YESTERDAY)
    assert after_failure == Known(1, YESTERDAY.months, YESTERDAY.to_mend)  # what was published still stands
    news = news_of(SAME, after_failure)
    assert worth_telling(SAME, news, "failures")
    assert "上次没有成功，这次恢复正常" in message_of(SAME, news, "", str).head
    assert not worth_telling(SAME, news_of(SAME, remembered(SAME, after_failure)), "changes")


def test_what_a_message_says() -> None:
    tonight = night(
        3,
        months={"2026-10": "2026年10月：回访满意率 83.7%（41/49 户）。", "2026-11": "2026年11月：投诉 2 件。"},
        to_mend={"十月/回访.xlsx": 5, "新/13812345678投诉.xlsx": 2, "旧.csv": 1},
        faults=("没有通过：退回行占 30%",),
    )
    known = Known(0, ("2026-10",), {key_of("十月/回访.xlsx"): 3, key_of("旧.csv"): 1})
    message = message_of(tonight, news_of(tonight, known), "https://reports.example/", str)
    assert message.subject == "售后月报 湘岚陶瓷：已发布，但没有通过把关，新问题 4 处，新月份 2026-11"
    assert message.text().splitlines() == [
        "2026-11-21 03:00 已发布，但没有通过把关（退出码 3）",
        "没有通过：退回行占 30%",
        "请看“待更正”页",
        "新的月份：2026-11",
        "2026年11月：投诉 2 件。",
        "2026年10月：回访满意率 83.7%（41/49 户）。",
        "要改的：3 个文件 8 处，其中新的 2 个文件 4 处",
        "  · 十月/回访.xlsx：5 处（新）",
        "  · 新/138****5678投诉.xlsx：2 处（新）",
        "  · 旧.csv：1 处",
        "各月报表：https://reports.example/index.html",
        "这个月：https://reports.example/2026-11/%E5%94%AE%E5%90%8E%E6%9C%88%E6%8A%A5-2026-11.html",
        "退回单：https://reports.example/2026-11/%E9%80%80%E5%9B%9E%E5%8D%95/",
    ]
    silent = message_of(tonight, news_of(tonight, known), "", None)
    assert silent.items == ()
    assert "要改的：3 个文件 8 处，其中新的 2 个文件 4 处" in silent.text()


def test_a_file_name_calls_nobody_and_breaks_no_line() -> None:
    tonight = night(to_mend={'<at user_id="all">\n回访\u202e.xlsx': 1})
    text = message_of(tonight, news_of(tonight, Known()), "", str).text()
    assert '  · ＜at user_id="all"＞ 回访.xlsx：1 处（新）' in text.splitlines()


def test_a_message_that_is_too_long_says_what_it_leaves_out_and_keeps_its_links() -> None:
    items = tuple(f"  · 文件{number:03}.xlsx：1 处" for number in range(200))
    message = Message("主题", ("头",), items, ("各月报表：https://reports.example/index.html",))
    text = message.text(2048)
    assert len(text.encode()) <= 2048
    kept = text.count("文件0")
    assert f"  · 太长，其余 {200 - kept} 个文件见报表" in text.splitlines()
    assert text.endswith("index.html")
    assert message.text().count("文件") == 200


@given(st.text(), st.integers(min_value=40, max_value=200))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return
    shown = cut(text, limit)
    assert len(shown.encode()) <= limit
    assert shown == text or shown.endswith("…（太长，已截断）")

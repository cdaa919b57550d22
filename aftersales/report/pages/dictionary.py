"""类别与词典建议: what clerks' own categories teach. Nothing here is applied; a person types it or leaves it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from aftersales.classify.model import ProposedWord, Suggestion
from aftersales.report.listing import PLACE, place_cell
from aftersales.report.page import Block, Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.view import View

PAGE_ROWS = 100
Row = tuple[Value | Cell, ...]


def page(view: View) -> Page | None:
    """Suggested categories and proposed words; None where there is neither."""
    advice = view.advice
    suggestions = advice.suggestions.get(view.month, ())
    if not suggestions and not advice.words:
        return None
    found = advice.found.get(view.month, 0)
    lead = f"从 {advice.confirmed} 条填了类别的内容里学到：本月有 {found} 处类别建议核对"
    lead += f"，建议词典增加 {len(advice.words)} 个词。" if advice.words else "。"
    blocks: list[Block] = [
        Note("以下都是建议，程序没有改动任何类别。同意的，在登记表里填上类别；词典建议抄到类别词典，下次运行生效。")
    ]
    if suggestions:
        blocks.append(_suggested(view, suggestions, found))
    if advice.words:
        blocks += [_words(advice.words), _lines(advice.words)]
    return Page("dictionary", "类别与词典建议", lead, tuple(blocks))


def _suggested(view: View, suggestions: Sequence[Suggestion], found: int) -> Table:
    columns = (
        Column("建议", Look.TEXT, 14),
        Column("可能性", Look.RATE, 0, "照填过的类别推算，这条内容属于这一类的可能性"),
        Column("现在的类别", Look.TEXT, 12, "按规则归的类别；空白是待归类"),
        Column("内容", Look.WIDE, 28),
        Column("条数", Look.COUNT, 0, "本月同样内容的记录"),
        PLACE,
    )
    rows = tuple(_suggestion(view, each) for each in suggestions)
    note = f"共 {found} 处，这里列出把握最大的 {len(rows)} 处。" if found > len(rows) else ""
    title = "建议类别"
    return Table("dictionary-suggested", title, columns, rows, note, filters=True, html_rows=PAGE_ROWS)


def _suggestion(view: View, each: Suggestion) -> Row:
    told = f"建议加上“{each.category}”" if each.adds else f"建议去掉“{each.category}”"
    return (
        Cell(told, tone=Tone.PLAIN if each.adds else Tone.WARN),
        each.likely,
        "、".join(each.present),
        each.text,
        each.records,
        place_cell(view, each.kind, each.file, each.sheet, each.row),
    )


def _words(words: Sequence[ProposedWord]) -> Table:
    columns = (
        Column("类别", Look.TEXT, 12),
        Column("词", Look.TEXT, 6),
        Column("不算的词", Look.TEXT, 6),
        Column("支持", Look.COUNT, 0, "填过类别、含这个词、规则却归错的内容条数"),
        Column("准确率", Look.RATE, 0, "填过类别、会因这个词改变的内容里，改对的比例"),
        Column("待归类里还有", Look.COUNT, 0, "含这个词的待归类记录"),
        Column("例子", Look.WIDE, 34),
    )
    rows = tuple(
        (
            each.category,
            each.word if each.counts else None,
            None if each.counts else each.word,
            each.support,
            each.precision,
            each.waiting,
            "\n".join(each.examples),
        )
        for each in words
    )
    note = "前三列可以整行复制到“类别词典”表（表头：类别、词、不算的词）。"
    return Table("dictionary-words", "词典建议", columns, rows, note, filters=True)


def _lines(words: Sequence[ProposedWord]) -> Table:
    """The same for the settings: one line a category."""
    rows = []
    for zh in dict.fromkeys(each.category for each in words):
        listed = {
            key: ", ".join(each.word for each in words if each.category == zh and each.counts is counts)
            for key, counts in (("words", True), ("not_words", False))
        }
        added = ", ".join(f"{key}: [{those}]" for key, those in listed.items() if those)
        rows.append((f"    {json.dumps(zh, ensure_ascii=False)}: {{{added}}}",))
    note = "或者写进 config.yaml，放在 categories: 下面的 words: 之下；那里已有这一类，就把词并进去。"
    return Table("dictionary-lines", "写进 config.yaml", (Column("行", Look.WIDE, 40),), tuple(rows), note)

"""The legend of a sheet: which sign stands for which word, as the sheet itself says. No sign has a meaning of its own.

Seven legends of real sheets use the same triangle for travelling, for being ill, for being late and for a visit to
parents. Only the tick and the cross mean the same on all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aftersales.model import Cell

_SAME = {"✓✔☑": "√", "✗✘✕xX╳乂": "×", "〇О◯Oo〇": "○", "▵∆Δ": "△", "／": "/", "＊✱": "*"}
_CANONICAL = str.maketrans({sign: one for signs, one in _SAME.items() for sign in signs})
_SPACES = re.compile(r"[\s\u3000\u200b]+")
_HEAD = re.compile(
    r"^[(（【\[]?(?:备?注|(?:备注|填表|考勤|符号|图例|记号|标识)?(?:说明|符号|图例|标识|标记|记号))\d?[)）】\]]?\s*"
    r"(?:[:：.、]\s*|$|(?<!备注)(?=[^\w\s]))"
)
_PRESENT = re.compile(
    r"(出勤|全勤|到岗|上班|正常)\s*[:：=＝(（“\"打画用记为]?\s*[√✓✔]|[√✓✔]\s*[:：=＝\-—]*\s*(表示|代表|为)?\s*(出勤|全勤|到岗|上班|正常)"
)
_CHUNKS = re.compile(r"[,，;；。\n|\t]+|\s{2,}|\u3000+")
_TOKEN = re.compile(
    r"(?P<drop>[“”\"'‘’「」『』《》()（）\[\]【】<>:：=＝]|表示|代表|用|--+|—+|－)"
    r"|(?P<word>[\u4e00-\u9fff](?:[\u4e00-\u9fff]|[、/和与及或](?=[\u4e00-\u9fff]))*)"
    r"|(?P<count>\d+[.、)）]?|[①-⑳])"
    r"|(?P<letters>[A-Za-z]{2,})"
    r"|(?P<sign>[^\s\u4e00-\u9fff\d、.…!！?？~])"
)
_HAN_SIGN = re.compile(r"(?P<sign>[\u4e00-\u9fff])\s*(?:[=＝]|表示|代表|——?)\s*(?P<word>[\u4e00-\u9fff]{2,8})")
_LINKING = re.compile(r"^(?:为|是|即|以|用|指)(?=[\u4e00-\u9fff])|(?:为|是|即|用|以|打|画|记)$")
_MOST = 40


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs of a sheet mean: sign → word as written. `conflicts` are signs with two meanings: they have none."""

    words: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def sign_of(cell: str) -> str:
    """The sign as it is compared: one form of the tick, the cross, the ring and the triangle, no spaces.

    >>> sign_of(" ✓ "), sign_of("✗"), sign_of("〇"), sign_of("事 假")
    ('√', '×', '○', '事假')
    """
    text = _SPACES.sub("", cell)
    return text.translate(_CANONICAL) if len(text) <= 4 else text


def is_legend(text: str) -> bool:
    """Whether a text may explain signs: it begins with 注, 说明, 符号 or 图例, or says 出勤√."""
    return _HEAD.match(text) is not None or _PRESENT.search(text) is not None


def legend_of(rows: Iterable[tuple[Cell, ...]]) -> Legend:
    """The legend in the rows that explain; cells of one row that each hold a part of it are read together.

    >>> legend_of([("注：出勤√ 外地出差△ 病假■",)]).words
    {'√': '出勤', '△': '外地出差', '■': '病假'}
    >>> legend_of([("符号：", "√", "出勤", "○", "产假")]).words
    {'√': '出勤', '○': '产假'}
    """
    said: dict[str, list[str]] = {}
    for row in rows:
        for sign, word in _of_row([cell.strip() for cell in row if type(cell) is str and cell.strip()]):
            meanings = said.setdefault(sign, [])
            if word not in meanings:
                meanings.append(word)
    conflicts = {sign: tuple(words) for sign, words in said.items() if len(words) > 1}
    return Legend({sign: words[0] for sign, words in said.items() if len(words) == 1}, conflicts)


def _of_row(cells: list[str]) -> list[tuple[str, str]]:
    """The pairs of one row: of its explaining cell, and of those that follow it."""
    start = next((at for at, cell in enumerate(cells) if is_legend(cell)), None)
    if start is None:
        return []
    if len(cells) - start > 1:
        together = pairs_in(" ".join(cells[start:]))
        single = [pair for cell in cells[start:] for pair in pairs_in(cell)]
        return single if len(single) >= len(together) else together
    return pairs_in(cells[start])


def pairs_in(text: str) -> list[tuple[str, str]]:
    """Every sign with its word, whichever of the two is written first.

    >>> pairs_in("说明：出勤√,培训■，迟到/早退◇")
    [('√', '出勤'), ('■', '培训'), ('◇', '迟到/早退')]
    >>> pairs_in("1出勤√ 2事假○ 8旷工×"), pairs_in("√—出勤；×—旷工；/—双休、节假日")
    ([('√', '出勤'), ('○', '事假'), ('×', '旷工')], [('√', '出勤'), ('×', '旷工'), ('/', '双休、节假日')])
    """
    body = _HEAD.sub("", text.strip())
    pairs: list[tuple[str, str]] = []
    for chunk in _CHUNKS.split(body):
        pairs += [(found["sign"], found["word"]) for found in _HAN_SIGN.finditer(chunk)]
        pairs += _of_chunk(_HAN_SIGN.sub(" ", chunk))
    if not pairs or len(pairs) < sum(kind == "sign" for kind, _ in _tokens(body)) / 2:
        pairs = max(pairs, _of_chunk(body), key=len)
    return pairs[:_MOST]


def _of_chunk(chunk: str) -> list[tuple[str, str]]:
    """The pairs of one part of a legend: by blanks where each piece is a pair, else in turns from the first on."""
    pieces = [_tokens(piece) for piece in chunk.split()]
    if pieces and all(sorted(kind for kind, _ in piece) == ["sign", "word"] for piece in pieces if piece):
        return [_pair(piece) for piece in pieces if piece]
    tokens = _tokens(chunk)
    pairs = []
    at = 0
    while at + 1 < len(tokens):
        if tokens[at][0] != tokens[at + 1][0]:
            pairs.append(_pair(tokens[at : at + 2]))
            at += 2
        else:
            at += 1
    return pairs


def _pair(two: list[tuple[str, str]]) -> tuple[str, str]:
    found = dict(two)
    return found["sign"], found["word"]


def _tokens(text: str) -> list[tuple[str, str]]:
    """Words and signs in the order they stand; brackets, colons and numbering are left out."""
    tokens: list[tuple[str, str]] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind == "sign":
            tokens.append((kind, sign_of(found[0])))
        elif kind == "word" and (word := _LINKING.sub("", found[0])):
            tokens.append((kind, word))
    return tokens

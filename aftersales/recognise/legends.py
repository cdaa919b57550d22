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
    r"(出勤|全勤|到岗|上班|正常)\s*[:：=＝(（“\"打画用记为—-]*\s*[√✓✔]|[√✓✔]\s*[:：=＝\-—]*\s*(表示|代表|为)?\s*(出勤|全勤|到岗|上班|正常)"
)
_CHUNKS = re.compile(
    r"[,，;；。\n|\t]+|\s{2,}|\u3000+|(?<![\u4e00-\u9fff])、|、(?![\u4e00-\u9fff])|、(?=[\u4e00-\u9fff]\s*[-－—=＝:：])"
)
_QUOTES = re.compile(r"[“”\"'‘’「」『』]")
_HYPHEN = re.compile(
    r"(?<=[\u4e00-\u9fff])-(?=[^\s\d\u4e00-\u9fff=＝:：-])|(?<=[^\s\d\u4e00-\u9fff=＝:：(（-])-(?=[\u4e00-\u9fff])"
    r"|(?<=[^\w\s]) +- +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +- +(?=[^\w\s])"
)
"""A hyphen that joins a word and a sign. Anywhere else it is a sign itself, as in `- 休息`."""
_BETWEEN_WORDS = re.compile(r"[\u4e00-\u9fff]-[\u4e00-\u9fff]")
_TOKEN = re.compile(
    r"(?P<drop>[“”\"'‘’「」『』《》()（）\[\]【】<>:：=＝]|表示|代表|用|--+|—+|－)"
    r"|(?P<word>[\u4e00-\u9fff](?:[\u4e00-\u9fff]|[、/和与及或](?=[\u4e00-\u9fff]))*)"
    r"|(?P<count>\d+[.、)）]?|[①-⑳])"
    r"|(?P<letters>[A-Za-z]{2,})"
    r"|(?P<sign>[^\s\u4e00-\u9fff\d、.…!！?？~])"
)
_JOINED = r"\s*(?:[=＝:：－-]|表示|代表|——?)\s*"
_HAN_SIGN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[用以]))(?:"
    rf"(?P<sign>[\u4e00-\u9fff]){_JOINED}(?P<word>[\u4e00-\u9fff]{{2,8}})"
    rf"|(?P<before>[\u4e00-\u9fff]{{2,8}}){_JOINED}(?P<behind>[\u4e00-\u9fff])"
    r")(?=[\s、)）\]】/]|$)"
)
"""A sign that is itself a character, joined to its word: 休-休息, 迟到=迟. Nothing else may hang on to either."""
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
    chunks = _CHUNKS.split(_QUOTES.sub("", _HEAD.sub("", text.strip())))
    pairs: list[tuple[str, str]] = []
    for chunk in chunks:
        pairs += [
            (said["sign"] or said["behind"], said["word"] or said["before"]) for said in _HAN_SIGN.finditer(chunk)
        ]
        pairs += _of_chunk(_HAN_SIGN.sub(" ", chunk))
    pairs = pairs or _of_chunk(" ".join(chunks))  # commas between a sign and its word
    return pairs[:_MOST]


def _of_chunk(chunk: str) -> list[tuple[str, str]]:
    """The pairs of one part of a legend: by blanks where each piece with a sign is a pair, else by their order.

    Every sign stands before its word, or every sign behind it. Where neither can be, or both, nothing is paired: a sign
    that nobody explained is asked for, one with its neighbour's word is believed.
    """
    if _BETWEEN_WORDS.search(chunk):
        return []
    pieces = [_tokens(piece) for piece in _HYPHEN.sub("=", chunk).split()]
    signed = [piece for piece in pieces if any(kind == "sign" for kind, _ in piece)]
    if all(len(piece) == 2 and piece[0][0] != piece[1][0] for piece in signed):
        return [_pair(piece) for piece in signed]
    tokens = [token for piece in pieces for token in piece]
    signs = [at for at, (kind, _) in enumerate(tokens) if kind == "sign"]
    before = all(at + 1 < len(tokens) and tokens[at + 1][0] == "word" for at in signs)
    behind = all(at > 0 and tokens[at - 1][0] == "word" for at in signs)
    if before == behind:
        return []
    return [_pair(tokens[at : at + 2] if before else tokens[at - 1 : at + 1]) for at in signs]


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

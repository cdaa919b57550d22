"""Which hits a remark does not mean: negated, asked about, feared. Typed, as the `negation` section describes.

A defect is negated by 没有 up to the end of the clause, across 、, or by 不 right before it. A word that holds a negator
itself (没人管, 不制冷) is the complaint and negated only right after a few cues; of the other words of such categories
(多收, 异响) a cue right before them says that it was not so. An action (不给退) is never negated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aftersales.classify.hits import PATTERN, TERM, WEAK, Hit
from aftersales.classify.sieve import Sieve
from aftersales.classify.taxonomy import DISPUTE, NegationWords

Span = tuple[int, int]
_HIDDEN = "\0"
_LIST = re.compile("[、和及与或/ ]*都?也?")
_NOT_BEFORE_POST = ("不", "没", "无", "非", "难")
_OWN_NEGATOR = re.compile("[不没未无难拒冇]")
_POST_TAIL = "$|[的了吧啊哦呢、 ]|现象|情况|问题|范围"


@dataclass(frozen=True, slots=True)
class Cue:
    """A negating word. One that `reaches` negates all that follows in its clause, another only its neighbour."""

    word: str
    start: int
    end: int
    reaches: bool


def one_of(words: Iterable[str]) -> str:
    """An alternation of plain words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


class Negation:
    """The compiled negation words."""

    def __init__(self, words: NegationWords) -> None:
        self.words = words
        self.breaks = re.compile(words.clause_breaks)
        self._cue = re.compile(one_of((*words.cues, *words.cues_adjacent)))
        self._stop = re.compile(one_of(words.stop_words))
        self._double = re.compile(one_of(words.double_negation))
        actions = "|".join(words.action_verbs)
        numbers = "[一二两三四五六七八九十几半多0-9]"
        self._pseudo = re.compile(f"{one_of(words.pseudo)}|(?:没有|没|未|无)(?:{actions})|[没未](?:过|满){numbers}")
        self._either_or = re.compile(words.either_or)
        self._contrast = re.compile(words.contrast)
        self._adverse = re.compile(words.adverse)
        self._settled = [re.compile(pattern) for pattern in words.settled]
        self._may_settle = Sieve(words.settled)
        self._rhetorical = re.compile("|".join(words.rhetorical))
        self._denial = re.compile(words.reported_denial)
        self._maybe = re.compile(one_of(words.hypothetical))
        self._maybe_not = re.compile(one_of(words.hypothetical_not))
        verb_not_verb, yes_no = words.question_forms
        self._verb_not_verb = re.compile(verb_not_verb)
        self._yes_no = re.compile(yes_no)
        self._asks_why = re.compile(one_of(words.question_words))
        gap = f"(?:(?!{one_of(words.stop_words)}).){{0,{words.post_max_gap}}}?"
        tail = f"(?={_POST_TAIL}|{one_of(words.stop_words)})"
        self._post = re.compile(f"({gap})(?:{one_of(words.post_cues)}){tail}")

    def denials(self, text: str) -> list[Span]:
        """Where a party is reported to deny the defect: 厂家说没有色差."""
        return [match.span() for match in self._denial.finditer(text)]

    def unmeant(self, text: str, clauses: Sequence[Span], hits: Sequence[Hit]) -> set[Hit]:
        """The hits that do not count."""
        if not hits:
            return set()
        shown, contrasted, plain = self._masked(text, hits)
        unmeant = {hit for hit in hits if hit in plain or _within(hit, contrasted)}
        unmeant |= self._reporters(text, hits)
        may = self._may_settle.candidates(text)
        settled = [match.span() for number in may for match in self._settled[number].finditer(text)]
        unmeant |= {hit for hit in hits if _inside(hit, settled)}
        for left, right in clauses:
            inside = [hit for hit in hits if left <= hit.start < right]
            if inside:
                unmeant |= self._before(text, shown, (left, right), inside)
                unmeant |= self._after(shown, right, inside)
                unmeant |= self._asked(text, (left, right), inside)
        return unmeant

    def _reporters(self, text: str, hits: Sequence[Hit]) -> set[Hit]:
        """In 师傅说没有问题 the 师傅 is the one who says so: no complaint about fitting, only the dispute."""
        reports = list(self._denial.finditer(text))
        speakers, denials = [match.span(1) for match in reports], [match.span() for match in reports]
        return {
            hit
            for hit in hits
            if (hit.kind == WEAK and _inside(hit, speakers))
            or (hit.kind == PATTERN and hit.code != DISPUTE and _inside(hit, denials) and not _negatable(hit))
        }

    # -- what only looks like a negation --------------------------------------------------------------------------

    def _masked(self, text: str, hits: Sequence[Hit]) -> tuple[str, list[Span], set[Hit]]:
        """The text without what only looks like a cue, the negated halves of contrasts, and hits that are none."""
        masks = self.denials(text)
        masks += [match.span() for match in self._rhetorical.finditer(text)]
        masks += [match.span() for match in self._either_or.finditer(text)]
        starts = [hit.start for hit in hits if hit.kind in (TERM, WEAK)]
        for match in self._double.finditer(text):
            if not any(match.start() < start < match.end() for start in starts):
                masks.append(match.span())
        rest, contrasted = _hide(text, masks), []
        for match in self._contrast.finditer(rest):
            contrasted.append(match.span(1))
            masks.append((match.start(), match.start() + 2))
        plain = set()
        for hit in hits:
            if hit.kind == TERM and self._cue.search(text, hit.start, hit.end):
                if self._is_plain(text, hit, hits):
                    plain.add(hit)
                else:
                    masks.append((hit.start, hit.end))
        adverse = {hit.start for hit in hits if hit.kind == TERM and self._adverse.search(text, hit.start, hit.end)}
        for match in self._pseudo.finditer(text):
            if not any(match.start() < start < match.end() for start in adverse):  # 没送错 is no 没送
                masks.append(match.span())
        return _hide(text, masks), contrasted, plain

    def _is_plain(self, text: str, hit: Hit, hits: Sequence[Hit]) -> bool:
        """`没有包装` in 没有包装破损 is no complaint about packaging: what is negated is the damage."""
        cue = self._cue.match(text, hit.start, hit.end)
        return cue is not None and any(
            _negatable(other) and other is not hit and cue.end() <= other.start < hit.end < other.end for other in hits
        )

    # -- cues before, after, and questions ------------------------------------------------------------------------

    def _before(self, text: str, shown: str, clause: Span, hits: Sequence[Hit]) -> set[Hit]:
        negated: set[Hit] = set()
        for match in self._cue.finditer(shown, *clause):
            cue = Cue(match.group(), match.start(), match.end(), match.group() in self.words.cues)
            reach = cue.end
            for hit, at in _behind(cue, hits):
                gap = shown[reach:at] if at > reach else ""
                if not _negatable(hit):
                    begins = hit.start if hit.start >= cue.end else at  # 发票不缺: the cue stands inside the pattern
                    near = shown[cue.end : begins] in ("", *self.words.adjacent_gap_words)
                    listed = cue.reaches and cue.end < reach <= at and bool(_LIST.fullmatch(gap))
                    if self._denies(text, cue, hit, negated) and (near or listed or hit.kind == WEAK):
                        negated.add(hit)
                elif cue.reaches:
                    listed = reach > cue.end
                    if len(gap) > self.words.max_gap or self._stop.search(gap) or (listed and "有" in gap):
                        break
                    negated.add(hit)
                elif gap in ("", *self.words.adjacent_gap_words) and reach == cue.end:
                    negated.add(hit)
                    continue
                reach = max(reach, hit.end)
        return negated

    def _denies(self, text: str, cue: Cue, hit: Hit, negated: set[Hit]) -> bool:
        """`没有多收费`, `无异响、抖动`; but 没 says nothing about 没人管, and 不 begins many words."""
        if hit.kind == WEAK:  # 收费 in 没有多收费 goes with the 多收 that it overlaps
            return any(other.code == hit.code and other.start <= hit.start <= other.end for other in negated)
        begins = max(hit.start, cue.end)
        if _OWN_NEGATOR.search(text, begins, hit.end):
            return cue.word in self.words.cues_intrinsic and hit.category.polarity == "intrinsic"
        return bool(self._adverse.search(text, begins, hit.end))  # 没勾缝 is a complaint

    def _after(self, shown: str, right: int, hits: Sequence[Hit]) -> set[Hit]:
        """`开裂没有`; and with it the list before it: `开裂、空鼓都没有`."""
        negated: set[Hit] = set()
        for hit in reversed(hits):
            if not _negatable(hit):
                continue
            following = [other for other in hits if other.start >= hit.end]
            match = self._post.match(shown, hit.end, right)
            alone = match and not any(other.start < match.end() for other in following)
            denied = alone and match and not match.group(1).endswith(_NOT_BEFORE_POST)
            listed = (other for other in following if other in negated)
            if denied or any(_LIST.fullmatch(shown[hit.end : other.start]) for other in listed):
                negated.add(hit)
        return negated

    def _asked(self, text: str, clause: Span, hits: Sequence[Hit]) -> set[Hit]:
        left, right = clause
        hidden = _hide(text[:right], [match.span() for match in self._maybe_not.finditer(text)])
        if self._yes_no.match(text, right - 1) and not self._asks_why.search(text, left, right):
            overruled = self._rhetorical.search(text, left, right)
            return set() if overruled else set(hits)
        asked: set[Hit] = set()
        for match in self._verb_not_verb.finditer(hidden, left, right):
            asked |= {hit for hit in hits if match.start() <= hit.start < match.end()}
            asked |= self._feared(text, Cue("", match.start(), match.end(), reaches=True), hits)
        for match in self._maybe.finditer(hidden, left, right):
            asked |= self._feared(text, Cue("", match.start(), match.end(), reaches=True), hits)
        return asked

    def _feared(self, text: str, cue: Cue, hits: Sequence[Hit]) -> set[Hit]:
        feared, reach = set(), cue.end
        for hit, at in _behind(cue, hits):
            gap = text[reach:at] if at > reach else ""
            if len(gap) > self.words.max_gap or self._stop.search(gap):
                break
            feared.add(hit)
            reach = max(reach, hit.end)
        return feared


def _behind(cue: Cue, hits: Sequence[Hit]) -> list[tuple[Hit, int]]:
    """The hits behind a cue with the place where each is negated: its start, or the next core of its pattern."""
    found = []
    for hit in hits:
        if hit.start > cue.start:
            core = hit.cores[0][0] if hit.kind == PATTERN and hit.cores else hit.start
            found.append((hit, max(hit.start, _word_start(core, cue, hit, hits))))
        elif cue.end <= hit.end and not any(start < cue.end and cue.start < end for start, end in hit.cores):
            found += [(hit, _word_start(start, cue, hit, hits)) for start, _ in hit.cores if start >= cue.end][:1]
    return sorted(found, key=lambda each: each[1])


def _word_start(core: int, cue: Cue, hit: Hit, hits: Sequence[Hit]) -> int:
    """Where the word that a core belongs to begins: 裂 in 砖不会开裂 begins with 开."""
    words = [other for other in hits if other.kind == TERM and other.code == hit.code and other.start >= cue.end]
    return min([other.start for other in words if other.start <= core < other.end], default=core)


def _within(hit: Hit, spans: Sequence[Span]) -> bool:
    return _negatable(hit) and _inside(hit, spans)


def _negatable(hit: Hit) -> bool:
    return hit.category.polarity == "defect"


def _inside(hit: Hit, spans: Sequence[Span]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _hide(text: str, spans: Iterable[Span]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = _HIDDEN * (min(end, len(text)) - start)
    return "".join(characters)

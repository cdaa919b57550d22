"""`categories.yaml` and the shop's additions → the taxonomy; every mistake is named at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from aftersales.classify.negation import one_of
from aftersales.classify.remark import fold
from aftersales.classify.rules import classify_texts
from aftersales.classify.taxonomy import NO_COMPLAINT, Category, NegationWords, Taxonomy
from aftersales.classify.word_checks import Additions, dead_words, shared_words
from aftersales.problems import ConfigError
from aftersales.shipped import content_of

if TYPE_CHECKING:
    from aftersales.settings.model import Categories

STOCK = "categories.yaml"
ALIKE = 60
"""From this likeness (0–100) on, a known name is offered for an unknown one."""
OFFERED = 3
_CODE = re.compile(r"[a-z]\d\d")
_GAPS = (("……", "[^，。；]{0,14}?"), ("…", "[^，。；]{0,6}?"))
_FRAGMENT = re.compile(r"\{([a-z]\w*)\}")
Source = str | list[str]
"""A pattern, in one piece or in several."""


def load_taxonomy(categories: Categories) -> Taxonomy:
    """The stock taxonomy in the shop's profile, with the shop's own words and aliases."""
    data = _stock()
    fragments = _fragments(data["lists"], data["fragments"])
    stock = tuple(_category(entry, fragments) for entry in data["categories"])
    complaints = [*_stock_complaints(stock, data["profiles"])]
    active = _profile(stock, data["profiles"], categories.profile)
    names = _typed_names(stock)
    additions, more = _additions(categories, names, stock)
    typed, unknown = _aliases(categories, names, stock)
    complaints += [*more, *unknown]
    taxonomy = Taxonomy(
        categories=stock,
        active=active,
        negation=_negation(data["negation"], fragments),
        departments={key: entry["zh"] for key, entry in data["departments"].items()},
        typed=typed,
    )
    if additions and not complaints:
        taxonomy = extended(taxonomy, additions)
        complaints += _useless(additions, taxonomy, {names[typed_key(key)]: key for key in categories.words})
    if complaints:
        raise ConfigError(complaints)
    return taxonomy


def extended(taxonomy: Taxonomy, additions: Additions) -> Taxonomy:
    """The taxonomy with words, and words that do not count, added to categories by their code."""
    categories = (_extended(each, *additions.get(each.code, ((), ()))) for each in taxonomy.categories)
    return replace(taxonomy, categories=tuple(categories))


@lru_cache(maxsize=1)
def _stock() -> Mapping[str, Any]:
    data: Mapping[str, Any] = content_of(resources.files(__package__).joinpath(STOCK))
    return data


def _fragments(lists: Mapping[str, list[str]], listed: Mapping[str, Source]) -> dict[str, str]:
    """A list of words is a fragment that matches one of them, the longest first."""
    fragments = {name: f"(?:{one_of(words)})" for name, words in lists.items()}
    for name, source in listed.items():
        fragments[name] = with_fragments(_whole(source), fragments)
    return fragments


def _whole(source: Source) -> str:
    """A pattern may be written in pieces, one a line."""
    return source if isinstance(source, str) else "".join(source)


def with_fragments(pattern: str, fragments: Mapping[str, str]) -> str:
    """The pattern with every `{name}` replaced, and `…` by a gap of a few characters (`……` by one of more).

    A name that no fragment has stays, and is complained of.

    >>> with_fragments("等{n}天{2,3}…修", {"n": "[一两三]"})
    '等[一两三]天{2,3}[^，。；]{0,6}?修'
    """
    for short, gap in _GAPS:
        pattern = pattern.replace(short, gap)
    return _FRAGMENT.sub(lambda match: fragments.get(match.group(1), match.group()), pattern)


def _category(entry: Mapping[str, Any], fragments: Mapping[str, str]) -> Category:
    weak = entry.get("weak", {})
    return Category(
        code=entry["code"],
        zh=entry["zh"],
        group=entry["group"],
        core=entry["core"],
        owner=entry["owner"],
        polarity=entry["polarity"],
        names=tuple(entry["names"]),
        terms=_folded(entry["terms"]),
        weak=_folded(weak.get("terms", ())),
        context=_folded(weak.get("context", ())),
        patterns=tuple(
            with_fragments(_whole(each), fragments) for each in entry.get("patterns", ())
        ),  # `？` is not `?`
        firm=tuple(with_fragments(_whole(each), fragments) for each in entry.get("firm", ())),
        veto=_folded(entry["veto"]),
        yields_to=tuple(entry.get("yields_to", ())),
        outweighs=tuple(entry.get("outweighs", ())),
    )


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _negation(section: Mapping[str, Any], fragments: Mapping[str, str]) -> NegationWords:
    names = {"max_gap": "max_gap_chars", "post_max_gap": "post_max_gap_chars"}
    raw: dict[str, Any] = {each.name: section[names.get(each.name, each.name)] for each in fields(NegationWords)}
    for name in ("settled", "rhetorical"):
        raw[name] = [with_fragments(_whole(pattern), fragments) for pattern in raw[name]]
    frozen: dict[str, Any] = {key: tuple(raw[key]) if isinstance(raw[key], list) else raw[key] for key in raw}
    return NegationWords(**frozen)


def _profile(stock: tuple[Category, ...], profiles: Mapping[str, list[str]], profile: str) -> frozenset[str]:
    if profile == "core":
        return frozenset(each.code for each in stock if each.core) | {NO_COMPLAINT}
    return frozenset(profiles[profile])


def _extended(category: Category, words: tuple[str, ...], not_words: tuple[str, ...]) -> Category:
    terms = dict.fromkeys((*category.terms, *words))
    return replace(category, terms=tuple(terms), veto=tuple(dict.fromkeys((*category.veto, *not_words))))


# -- the names a clerk may type ---------------------------------------------------------------------------------------


def typed_key(text: str) -> str:
    """How typed names are compared: folded, without blanks."""
    return "".join(fold(text).split())


def _typed_names(stock: tuple[Category, ...]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for category in stock:
        whole = (category.code, category.zh, *category.names)
        for name in (*whole, *re.split(r"[/、（）]", category.zh)):
            if name:
                typed.setdefault(typed_key(name), category.code)
    return typed


def _aliases(
    categories: Categories, names: Mapping[str, str], stock: tuple[Category, ...]
) -> tuple[dict[str, str], list[str]]:
    typed, complaints = dict(names), []
    for alias, meant in categories.aliases.items():
        code = names.get(typed_key(meant))
        if code is None:
            complaints.append(f"categories.aliases.{alias}: {_unknown(meant, names, stock)}")
        else:
            typed[typed_key(alias)] = code
    return typed, complaints


def nearest(written: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The Chinese names of the categories that may be meant by an unknown one: by its spelling, or by its words."""
    read = (label.code for label in classify_texts([written], taxonomy)[written])
    return tuple(map(taxonomy.zh, dict.fromkeys((*_alike(written, taxonomy.typed), *read))))[:OFFERED]


def _alike(written: str, names: Mapping[str, str]) -> list[str]:
    """The codes of the names that are spelt like the one written, best first; a code itself is like any other code."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a mistake needs it

    known = sorted(name for name in names if not _CODE.fullmatch(name))
    found = process.extract(typed_key(written), known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    return list(dict.fromkeys(names[name] for name, _, _ in found))


def _unknown(written: str, names: Mapping[str, str], stock: tuple[Category, ...]) -> str:
    alike = _alike(written, names)[:OFFERED]
    meant = "、".join(f"“{category.zh}”" for code in alike for category in stock if category.code == code)
    return f"没有“{written}”这个类别" + (f"，是不是{meant}？" if meant else "")


# -- what can be wrong ------------------------------------------------------------------------------------------------


def _additions(
    categories: Categories, names: Mapping[str, str], stock: tuple[Category, ...]
) -> tuple[dict[str, tuple[tuple[str, ...], tuple[str, ...]]], list[str]]:
    additions: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    complaints = []
    for key, addition in categories.words.items():
        code, where = names.get(typed_key(key)), f"categories.words.{key}"
        if code is None:
            complaints.append(f"{where}: {_unknown(key, names, stock)}")
            continue
        if code in additions:
            complaints.append(f"{where}: 与前面的写法是同一类别({code}),请合并")
        words, not_words = _folded(addition.words), _folded(addition.not_words)
        complaints += [f"{where}: 词“{word}”重复" for word in _repeated((*words, *not_words))]
        complaints += [f"{where}: 有空白的词" for word in (*words, *not_words) if not word.strip()]
        additions[code] = (words, not_words)
    return additions, complaints


def _useless(additions: Additions, taxonomy: Taxonomy, keys: Mapping[str, str]) -> Iterable[str]:
    """Words of the settings that would do nothing, or that another category has too."""
    for dead in dead_words(additions, taxonomy):
        yield f"categories.words.{keys[dead.code]}: 词“{dead.word}”不会生效：{dead.why}。{dead.fix}"
    for shared in shared_words(additions, taxonomy):
        if shared.same:
            others = "、".join(shared.same)
            yield (
                f"categories.words.{keys[shared.code]}: 词“{shared.word}”也是“{others}”的词。"
                f"只要一类，就在“{others}”的 not_words 里也写上它"
            )


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def _stock_complaints(stock: tuple[Category, ...], profiles: Mapping[str, list[str]]) -> Iterable[str]:
    codes = {each.code for each in stock}
    yield from (f"{STOCK}: 代号 {code} 重复" for code in _repeated(each.code for each in stock))
    yield from (f"{STOCK}: 类别名 {zh} 重复" for zh in _repeated(each.zh for each in stock))
    for each in stock:
        yield from (f"{STOCK}: {each.code} 的词“{word}”重复" for word in _repeated((*each.terms, *each.weak)))
        unknown = (name for pattern in (*each.patterns, *each.firm) for name in _FRAGMENT.findall(pattern))
        yield from (f"{STOCK}: {each.code} 的 patterns 里没有片段 {{{name}}}" for name in unknown)
        yield from (f"{STOCK}: {each.code} 让位给不存在的 {code}" for code in each.yields_to if code not in codes)
        yield from (f"{STOCK}: {each.code} 压过不存在的 {code}" for code in each.outweighs if code not in codes)
    for profile, listed in profiles.items():
        yield from (f"{STOCK}: 行业 {profile} 里没有代号 {code}" for code in listed if code not in codes)
        yield from (f"{STOCK}: 行业 {profile} 里 {code} 重复" for code in _repeated(listed))

"""How good the category rules are, on remarks written before anything was labelled: `python -m bench.categories`.

`bench/remarks/` holds texts and labels of hands that knew the definitions and no word list. On most of them the words were
tuned: what they score says how well the rules fit them. How good the rules are on texts that nobody tuned on, only `fresh`
and `sealed` can say; of them nothing but figures is printed.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aftersales.classify.load import load_taxonomy
from aftersales.classify.rules import classify_texts
from aftersales.classify.taxonomy import Label, Taxonomy
from aftersales.settings.model import Categories
from bench.agreement import NO_FAULT, WITHOUT_CAUSE, Labels, interval, kappa, macro, score

FOLDER = Path(__file__).parent / "remarks"
PROFILES = {"瓷砖": "tile", "家具": "furniture", "家电": "appliance", "机械设备": "machinery", "汽车4S": "machinery"}
PRODUCT = ("Q", "L04")
MOST = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One remark with its true labels and what the rules found."""

    id: str
    trade: str
    text: str
    true: Labels
    found: tuple[Label, ...]

    @property
    def ours(self) -> Labels:
        """The codes found; nothing found at all is nothing."""
        return frozenset(label.code for label in self.found)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list every wrong text of those that words are tuned on")
    asked = parser.parse_args()
    tuned, wide = labelled("remarks"), labelled("wide")
    sets = {"remarks, tuned on": tuned, "wide, tuned on": wide}
    for name, rows in {**sets, "fresh": labelled("fresh"), "sealed": labelled("sealed")}.items():
        print(f"== {name}: {len(rows)} texts")
        report(rows)
        if "tuned" in name:
            confusions(rows)
    denied = labelled("negation")
    negation(denied)
    for name in ("remarks", "fresh", "sealed"):
        hands(name)
    noise()
    foreign()
    deletion([*tuned, *wide, *denied])
    speed()
    if asked.wrong:
        wrong([*tuned, *wide, *denied])


def read(name: str) -> list[dict[str, str]]:
    """The rows of a file of the folder."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str, hand: str = "gold") -> dict[str, Labels]:
    """Id → labels as one hand gave them."""
    return {row["id"]: frozenset(code for code in row["codes"].split(";") if code) for row in read(f"{name}.{hand}")}


def found(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[Mapping[str, str], tuple[Label, ...]]]:
    """Every text with what the rules of its trade find."""
    for profile in sorted({PROFILES.get(row["trade"], "tile") for row in rows}):
        own = [row for row in rows if PROFILES.get(row["trade"], "tile") == profile]
        labels = classify_texts([row["text"] for row in own], taxonomy(profile))
        yield from ((row, labels[row["text"]]) for row in own)


def taxonomy(profile: str) -> Taxonomy:
    """The rules of one trade."""
    return load_taxonomy(Categories.model_validate({"profile": profile}))


def labelled(name: str) -> list[Row]:
    """The rows of a labelled file, in order. A category that the trade does not use cannot be found and is not asked."""
    gold = codes(name)
    rows = []
    for row, labels in found(read(name)):
        active = taxonomy_codes(PROFILES.get(row["trade"], "tile"))
        true = frozenset(code for code in gold[row["id"]] if code in active) or (
            NO_FAULT if not gold[row["id"]] else frozenset({"O99"})
        )
        rows.append(Row(row["id"], row["trade"], row["text"], true, labels))
    return sorted(rows, key=lambda each: each.id)


@cache
def taxonomy_codes(profile: str) -> frozenset[str]:
    """The categories a trade uses."""
    return taxonomy(profile).active


def core() -> list[str]:
    """The codes of the core categories."""
    return [category.code for category in taxonomy("core").categories if category.core]


def report(rows: Sequence[Row]) -> None:
    """F1 with intervals, exact sets, what stayed silent, each category."""
    pairs = [(row.true, row.ours) for row in rows]
    scores, names = score(pairs), {c.code: c.zh for c in taxonomy("core").categories}
    for figure, value in (("micro", scores["*"].f1), ("macro", macro(scores, core()))):
        low, high = interval(pairs, figure, core())
        print(f"{figure}-F1 {value:.3f} [{low:.3f}, {high:.3f}]")
    exact = sum(a == b for a, b in pairs) / len(pairs)
    content = [row for row in rows if row.true != NO_FAULT]
    silent = [row for row in content if not row.ours]
    ratio = sum(len(b) for _, b in pairs) / sum(len(a) for a, _ in pairs)
    print(
        f"exact sets {exact:.3f}, labels ours/true {ratio:.3f}, unclassified with content {len(silent) / len(content):.3f}"
    )
    for code, each in scores.items():
        if code != "*" and (each.support or each.f1 == 0):
            low, high = interval(pairs, code)
            name = names.get(code, "")
            print(
                f"  {code} {name:<14} n={each.support:<4} P {each.precision:.2f} R {each.recall:.2f} F1 {each.f1:.2f} [{low:.2f}, {high:.2f}]"
            )


def confusions(rows: Sequence[Row]) -> None:
    """The pairs that are confused, and the words that are always wrong."""
    confused = Counter((a, b) for row in rows for a in row.true - row.ours for b in row.ours - row.true)
    print("confused:", ", ".join(f"{a}→{b} {n}" for (a, b), n in confused.most_common(MOST)))
    words: dict[str, list[bool]] = {}
    for row in rows:
        for label in row.found:
            for word in label.words:
                words.setdefault(f"{label.code} {word}", []).append(label.code in row.true)
    only_wrong = [(word, len(hits)) for word, hits in words.items() if not any(hits)]
    print(
        "words that fire only wrongly:",
        ", ".join(f"{w} {n}" for w, n in sorted(only_wrong, key=lambda p: -p[1])[:MOST]),
    )


def negation(rows: Sequence[Row]) -> None:
    """Of the complaints that stand how many are lost, of the denied ones how many are kept: gated apart."""
    standing = [row for row in rows if row.true - WITHOUT_CAUSE]
    denied = [row for row in rows if row.true == NO_FAULT]
    lost = sum(len(row.true - WITHOUT_CAUSE - row.ours) for row in standing) / sum(
        len(row.true - WITHOUT_CAUSE) for row in standing
    )
    silent = sum(not row.ours - WITHOUT_CAUSE for row in standing) / len(standing)
    kept = sum(bool(row.ours - WITHOUT_CAUSE) for row in denied) / len(denied)
    print(
        f"negation, {len(rows)} texts: complaints without any label {silent:.3f}, labels missed {lost:.3f}, denied ones kept {kept:.3f}"
    )


def hands(name: str) -> None:
    """How far two hands agree on a set: the ceiling."""
    one, two = codes(name, "a"), codes(name, "b")
    ids = sorted(one)
    between = score([(one[i], two[i]) for i in ids])
    agreed = [
        kappa([one[i] for i in ids], [two[i] for i in ids], code)
        for code in between
        if code != "*" and between[code].support
    ]
    print(
        f"== two hands on {name}: micro-F1 {between['*'].f1:.3f}, macro-F1 {macro(between, core()):.3f}, mean kappa {sum(agreed) / len(agreed):.3f}"
    )


def noise() -> None:
    """The same remarks with slips and noise in them: how much is lost."""
    gold = codes("remarks")
    clean = {row.id: row for row in labelled("remarks")}
    noisy = [(row, labels) for row, labels in found(read("noise"))]
    before = score([(clean[row["of"]].true, clean[row["of"]].ours) for row, _ in noisy])["*"].f1
    after = score([(clean[row["of"]].true, frozenset(label.code for label in labels)) for row, labels in noisy])["*"].f1
    print(f"== noise, {len(noisy)} of {len(gold)} texts: micro-F1 {before:.3f} → {after:.3f}")


def foreign() -> None:
    """Remarks of other trades under the tile profile: none may become a defect of tiles."""
    rows = [(row, labels) for row, labels in found(read("foreign"))]
    false = [row for row, labels in rows if any(label.code.startswith("Q") for label in labels)]
    print(f"== other trades, {len(rows)} texts: taken for a product defect {len(false) / len(rows):.3f}")


def deletion(rows: Sequence[Row]) -> None:
    """Blank what is shown as evidence, and the label must be gone: else it was not the reason."""
    blanked: list[tuple[str, str, str]] = []
    for row in rows:
        for label in row.found:
            text = list(row.text)
            for start, end in label.spans:
                text[start:end] = "　" * (end - start)
            blanked.append((PROFILES.get(row.trade, "tile"), "".join(text), label.code))
    kept = 0
    for profile in sorted({profile for profile, _, _ in blanked}):
        own = [(text, code) for each, text, code in blanked if each == profile]
        labels = classify_texts([text for text, _ in own], taxonomy(profile))
        kept += sum(any(label.code == code for label in labels[text]) for text, code in own)
    print(f"== deletion: {len(blanked) - kept} of {len(blanked)} labels vanish with their evidence")


def speed() -> None:
    """Seconds for ten thousand different remarks, and for a million of which a fifth are different."""
    texts = [row["text"] for row in read("remarks")]
    many = [f"{text}{number}" for number in range(12) for text in texts][:10_000]
    million = [f"{text}{number}" for number in range(223) for text in texts][:200_000] * 5
    rules = taxonomy("tile")
    for name, listed in (("10,000 different", many), ("1,000,000 of which 200,000 different", million)):
        began = time.perf_counter()
        classify_texts(listed, rules, os.cpu_count() or 1)
        print(f"== {name}: {time.perf_counter() - began:.2f} s")


def wrong(rows: Sequence[Row]) -> None:
    """Every text that is not exactly right, to learn words from."""
    for row in rows:
        if row.true != row.ours:
            told = "; ".join(f"{label.code} {'/'.join(label.words)}" for label in row.found)
            print(f"{row.id} [{row.trade}] {row.text} | true {','.join(sorted(row.true))} | ours {told or '-'}")


if __name__ == "__main__":
    main()

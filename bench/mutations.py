"""Change one figure of a report, many times: how many of the changes does the audit find?

``python -m bench.mutations [PDF...] [--changes N] [--seed S]`` prints a table by rule and one by
kind of change, and the changes that nothing found.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from corpus.model import Fact, Report
from corpus.reconcile import Finding, reconcile
from corpus.reconcile.amounts import is_money, quantum
from corpus.report import read_report

SAMPLED = 200
SEED = 20240601


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and what it made the audit say that it had not said before."""

    kind: str
    fact: Fact
    value: Decimal | None
    rules: tuple[str, ...]
    fresh: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        """Whether anything new was said."""
        return bool(self.fresh)

    @property
    def gravest(self) -> str:
        """The severity of the gravest of it."""
        return self.fresh[0].severity if self.fresh else "none"


def _digit(rng: random.Random, fact: Fact) -> Decimal | None:
    text, places = _digits(fact)
    place = rng.choice(places)
    text[place] = rng.choice([digit for digit in "0123456789" if digit != text[place]])
    return Decimal("".join(text))


def _swap(rng: random.Random, fact: Fact) -> Decimal | None:
    text, places = _digits(fact)
    unlike = [(i, j) for i, j in pairwise(places) if text[i] != text[j]]
    if not unlike:
        return None
    left, right = rng.choice(unlike)
    text[left], text[right] = text[right], text[left]
    return Decimal("".join(text))


def _digits(fact: Fact) -> tuple[list[str], list[int]]:
    text = list(f"{fact.value:f}")
    return text, [index for index, char in enumerate(text) if char.isdigit()]


def _unit(_: random.Random, fact: Fact) -> Decimal | None:
    return fact.value * 10000 if fact.value and is_money(fact) else None


def _sign(_: random.Random, fact: Fact) -> Decimal | None:
    return -fact.value if fact.value else None


def _last_place(rng: random.Random, fact: Fact) -> Decimal | None:
    value = Decimal(0) if fact.value is None else fact.value
    return value + quantum(value) * rng.choice((-1, 1))


KINDS: dict[str, Callable[[random.Random, Fact], Decimal | None]] = {
    "digit": _digit,
    "swap": _swap,
    "unit": _unit,
    "sign": _sign,
    "last place": _last_place,
}
DROPPED = "dropped row"


def mutate(report: Report, changes: int, seed: int = SEED) -> Iterator[Change]:
    """Seeded changes to figures that take part in a relation, each in a copy of the report."""
    audit = reconcile(report)
    known = {(finding.rule, finding.message) for finding in audit.findings}
    rules: dict[int, list[str]] = {}
    for check in audit.checks:
        rules.setdefault(check.fact, []).append(check.rule)
    related = [fact for fact in report.facts if fact.number in rules and fact.value is not None]
    rng = random.Random(seed)
    for _ in range(changes if related else 0):
        fact = rng.choice(related)
        kind, value, changed = _changed(rng, report, fact)
        findings = reconcile(changed).findings
        fresh = tuple(f for f in findings if (f.rule, f.message) not in known)
        yield Change(kind, fact, value, tuple(rules[fact.number]), fresh)


def _changed(rng: random.Random, report: Report, fact: Fact) -> tuple[str, Decimal | None, Report]:
    kind = rng.choice([*KINDS, *([DROPPED] if fact.table is not None and fact.value else [])])
    if kind == DROPPED:
        kept = tuple(each for each in report.facts if not _same_row(each, fact))
        return kind, None, replace(report, facts=kept)
    value = KINDS[kind](rng, fact)
    if value is None:
        kind, value = "digit", _digit(rng, fact)
    changed = replace(fact, value=value, printed="")
    facts = tuple(changed if each is fact else each for each in report.facts)
    return kind, value, replace(report, facts=facts)


def _same_row(fact: Fact, other: Fact) -> bool:
    """One printed line of one block: figures of two items may stand side by side."""
    line = fact.table == other.table and fact.row_index == other.row_index
    return line and fact.row == other.row


# ---------------------------------------------------------------- tables
def tabulate(changes: list[Change]) -> str:
    """Found of made: by kind of change, and by rule that the changed figure took part in."""
    kinds, rules = Counter(c.kind for c in changes), Counter(r for c in changes for r in c.rules)
    lines = [f"{'all':20} {_share(changes)}", "", "by kind of change"]
    for kind in sorted(kinds):
        of_kind = [change for change in changes if change.kind == kind]
        called = Counter(change.gravest for change in of_kind)
        said = ", ".join(f"{name} {count}" for name, count in called.most_common())
        lines.append(f"{kind:20} {_share(of_kind)}   {said}")
    lines += ["", "by rule that the figure takes part in"]
    for rule, _ in rules.most_common():
        lines.append(f"{rule:20} {_share([c for c in changes if rule in c.rules])}")
    return "\n".join(lines)


def _share(changes: list[Change]) -> str:
    found = sum(change.found for change in changes)
    return f"{found:5} of {len(changes):5}  {100 * found / max(1, len(changes)):5.1f} %"


def main(arguments: list[str] | None = None) -> int:
    """Mutate the reports named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutations", description=__doc__)
    parser.add_argument("pdfs", nargs="*", type=Path, default=sorted(Path("reports").glob("*.pdf")))
    parser.add_argument("--changes", type=int, default=SAMPLED, help="changes a report")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    changes = []
    for pdf in options.pdfs:
        report = read_report(pdf)
        made = list(mutate(report, options.changes, options.seed))
        changes += made
        print(f"{pdf.name}  {_share(made)}")
        for change in made:
            if not change.found:
                fact = change.fact
                print(f"  missed: p{fact.page} {change.kind} {fact.row} {fact.column} {fact.measure}"
                      f" {fact.value} -> {change.value}  {change.rules}")  # fmt: skip
    print(tabulate(changes))
    return 0


if __name__ == "__main__":
    sys.exit(main())

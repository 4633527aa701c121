"""Every phrase that is known, and what it may mean: vocabulary, held entities, printed labels.

One phrase may have several roles ("基本支出" is an item and a scope); which one holds is decided
when the whole question has been read. A lexicon is built once per index generation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from service.understanding.keys import bigrams, key, label_keys, stems
from service.understanding.open_patterns import open_patterns
from service.understanding.table_names import TableLike, names_of, standard_phrases
from service.understanding.vocabulary import Alias, Pattern, Vocabulary

MAX_PHRASE = 48
"""Characters; longer labels are found by overlap, not letter by letter."""


SHORT = 2
MONEY_ENDINGS = "费金税款"
"""A name of two characters is taken at its word when it has a code or ends like a kind of money."""


class LabelLike(Protocol):
    """What the index says of a label."""

    @property
    def id(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def codes(self) -> tuple[str, ...]: ...


class ReportLike(Protocol):
    """What the index says of a report, as far as names go."""

    @property
    def id(self) -> str: ...
    @property
    def entity(self) -> str: ...
    @property
    def short_names(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Roles:
    """What a phrase may mean; empty fields are roles it does not have."""

    labels: tuple[int, ...] = ()
    stem_labels: tuple[int, ...] = ()
    alias: Alias | None = None
    measure: str | None = None
    scope: str | None = None
    base: str | None = None
    operation: str | None = None
    entity: tuple[str, ...] = ()
    self_word: bool = False
    table: bool = False
    function: bool = False

    @property
    def names_item(self) -> bool:
        """Whether the phrase can be what is asked about."""
        return bool(self.labels or self.stem_labels or self.alias)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by key, label keys by id, and an inverted index of label bigrams."""

    phrases: dict[str, Roles]
    label_key: dict[int, str]
    label_text: dict[int, str]
    by_key: dict[str, tuple[int, ...]]
    by_bigram: dict[str, frozenset[int]] = field(repr=False)
    by_character: dict[str, frozenset[int]] = field(repr=False, default_factory=dict)
    open_patterns: dict[str, tuple[int, ...]] = field(repr=False, default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    longest: int = MAX_PHRASE

    def alias_labels(self, alias: Alias) -> tuple[int, ...]:
        """Ids of the labels that an alias may mean, in its order; a report may print any of them, and
        in its text with 支出 behind."""
        return tuple(
            dict.fromkeys(
                i
                for item in alias.items
                for form in (key(item), f"{key(item)}支出")
                for i in self.by_key.get(form, ())
            )
        )


def build_lexicon(
    vocabulary: Vocabulary,
    labels: Sequence[LabelLike],
    reports: Iterable[ReportLike],
    tables: Iterable[tuple[str, TableLike]] = (),
) -> Lexicon:
    """The lexicon of one generation of the index; ``tables`` with their reports' entities."""
    phrases: dict[str, Roles] = {}

    def add(phrase: str, **roles: object) -> None:
        if 0 < len(phrase) <= MAX_PHRASE:
            phrases[phrase] = replace(phrases.get(phrase, Roles()), **roles)  # type: ignore[arg-type]

    _add_vocabulary(vocabulary, add)
    by_key, label_key = _label_index(labels)
    coded = {label.id for label in labels if label.codes}
    reports = tuple(reports)
    # A table by body has a row of the body's name; who names the body asks of it, not of that row.
    bodies = {key(report.entity) for report in reports}
    for phrase, ids in by_key.items():
        if phrase not in bodies and _names_something(phrase, ids, coded, vocabulary):
            add(phrase, labels=tuple(ids))
    for phrase, ids in _stem_index(label_key, by_key).items():
        if phrase not in bodies:
            add(phrase, stem_labels=tuple(ids))
    named = {name for entity, table in tables for name in names_of(table, entity)}
    for phrase in named.union(standard_phrases()):
        add(phrase, table=True, function=True)
    for phrase, report_ids in _entities(reports).items():
        add(phrase, entity=tuple(report_ids))
    inverted: dict[str, set[int]] = defaultdict(set)
    characters: dict[str, set[int]] = defaultdict(set)
    for label_id, form in label_key.items():
        for pair in bigrams(form):
            inverted[pair].add(label_id)
        for character in form:
            characters[character].add(label_id)
    return Lexicon(
        phrases=phrases,
        label_key=label_key,
        label_text={label.id: label.text for label in labels},
        by_key={form: tuple(ids) for form, ids in by_key.items()},
        by_bigram={pair: frozenset(ids) for pair, ids in inverted.items()},
        by_character={c: frozenset(ids) for c, ids in characters.items()},
        open_patterns=open_patterns(label_key),
        patterns=vocabulary.patterns,
    )


def _names_something(
    phrase: str, ids: Sequence[int], coded: set[int], vocabulary: Vocabulary
) -> bool:
    """Whether the words alone mean the item: not 合计, and no bare noun that a sentence counts."""
    if phrase in vocabulary.generic_names or phrase in vocabulary.self_words:
        return False
    if phrase in vocabulary.function_words:
        return False
    return len(phrase) > SHORT or bool(coded.intersection(ids)) or phrase[-1] in MONEY_ENDINGS


def _add_vocabulary(vocabulary: Vocabulary, add: object) -> None:
    put = add
    assert callable(put)
    for word in vocabulary.function_words:
        put(word, function=True)
    for word, name in vocabulary.measure_phrases.items():
        put(word, measure=name)
    for word, name in vocabulary.scope_phrases.items():
        put(word, scope=name)
    for word, name in vocabulary.base_phrases.items():
        put(word, base=name)
    for word, name in vocabulary.operation_phrases.items():
        put(word, operation=name)
    for word, alias in vocabulary.aliases.items():
        put(word, alias=alias)
    for word in vocabulary.self_words:
        put(word, self_word=True)


def _label_index(labels: Sequence[LabelLike]) -> tuple[dict[str, list[int]], dict[int, str]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    label_key: dict[int, str] = {}
    for label in labels:
        forms = label_keys(label.text)
        if not forms or len(forms[0]) < 2:
            continue
        label_key[label.id] = forms[0]
        for form in forms:
            by_key[form].append(label.id)
    return by_key, label_key


def _stem_index(label_key: dict[int, str], exact: dict[str, list[int]]) -> dict[str, list[int]]:
    """Labels by their stem, where the stem is not itself a label."""
    found: dict[str, list[int]] = defaultdict(list)
    for label_id, form in label_key.items():
        for stem in stems(form):
            if stem not in exact:
                found[stem].append(label_id)
    return found


def _entities(reports: Iterable[ReportLike]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        for name in (report.entity, *report.short_names):
            if report.id not in found[key(name)]:
                found[key(name)].append(report.id)
    return found

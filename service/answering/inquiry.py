"""One request at work: the query, the desk, and the selections made so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from service.answering.asks import Ask
from service.answering.candidates import Candidate, Desk, gather, union
from service.answering.nesting import below, inside
from service.answering.readings import Reading
from service.answering.scope import Scope
from service.answering.selection import Selection, select
from service.answering.total_rows import form_totals, table_totals
from service.types import Context
from service.understanding.keys import core, key
from service.understanding.matching import variant_labels
from service.understanding.query import Mention, Query
from service.understanding.table_names import names_of

_OF_TITLE = re.compile(r"[预决]算|总?表")
_COUNTED = re.compile(r"(?:多少|几)(人次|批次|[辆台套个件项家户名人次批组])(?!百分)")


@dataclass(slots=True)
class Inquiry:
    """Query and context with what the shelf holds for them."""

    query: Query
    context: Context
    desk: Desk
    _gathered: dict[tuple[object, ...], tuple[Candidate, ...]] = field(default_factory=dict)

    @property
    def asked(self) -> str:
        """The whole question as one key."""
        return "".join(self.query.clauses)

    def candidates(self, mention: Mention) -> tuple[Candidate, ...]:
        """Every fact the mention may mean in scope, its spelling variants included."""
        identity = (
            *(mention.labels, mention.code, mention.kind, mention.total_of),
            self.desk.scope.ids,
        )
        if identity not in self._gathered:
            found = [gather(mention, self.desk, self.asked)]
            variants = variant_labels(mention.labels, self.desk.lexicon)
            if variants:
                slip = replace(mention, labels=variants)
                found.append(_sentences_only(gather(slip, self.desk, self.asked)))
            if found[0] and all(c.fact.source == "narrative" for c in found[0]):
                found.append(self._totals_of_table(mention))
            if mention.total_of:
                found.append(table_totals(mention, self.desk, self.asked))
            found.append(form_totals(mention, self.desk, self.asked))
            self._gathered[identity] = self._in_named_table(union(found))
        return self._gathered[identity]

    def _totals_of_table(self, mention: Mention) -> tuple[Candidate, ...]:
        """ "财政拨款收入支出总计" in a sentence is the row 总计 of the table called so."""
        form = self.desk.lexicon.label_key.get(mention.labels[0], "") if mention.labels else ""
        body, word = form[:-2], form[-2:]
        rows = self.desk.lexicon.by_key.get(word, ()) if word in {"总计", "合计"} and body else ()
        named = replace(mention, labels=tuple(rows)) if rows else None
        return tuple(
            c
            for c in (gather(named, self.desk, self.asked) if named else ())
            if c.table is not None and _OF_TITLE.sub("", key(c.table.title)) == body
        )

    def _in_named_table(self, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Only the cells of the table that the question names, where it has such cells."""
        names = set(self.query.tables)
        if not names:
            return found
        inside = tuple(
            c for c in found if c.table and not names.isdisjoint(names_of(c.table, c.record.entity))
        )
        return inside or found

    def select(self, ask: Ask) -> Selection:
        """The readings of an ask."""
        found = self.candidates(ask.mention)
        if ask.within is not None:
            found = inside(ask.within, found, self.desk) or found
        found = self._counted(found)
        selection = select(ask, found, self.desk)
        amount = ask.measure is not None and ask.measure.kind in {"outturn", "budget"}
        if self.query.tables and amount and not (selection.found or selection.empty):
            # The table that is named prints one kind of amount, whatever it is called.
            selection = select(replace(ask, measure=None), found, self.desk)
        return selection

    def _counted(self, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """ "多少人次": only what is counted so, where anything is."""
        match = _COUNTED.search(self.query.plain)
        return tuple(c for c in found if match and c.fact.unit == match[1]) or found

    def within(self, scope: Scope) -> Inquiry:
        """The same question asked of other reports or years."""
        return Inquiry(self.query, self.context, replace(self.desk, scope=scope))

    def equivalents(self, mention: Mention) -> Mention:
        """The item under all names that the vocabulary gives it (本年支出合计, 支出合计), and under
        those that say no more ("公务接待费支出")."""
        lexicon = self.desk.lexicon
        own = {lexicon.label_key[i] for i in mention.labels if i in lexicon.label_key}
        names = {
            key(item)
            for alias in self.desk.vocabulary.aliases.values()
            if own & {key(item) for item in alias.items}
            for item in alias.items
        }
        others = [i for name in names for i in lexicon.by_key.get(name, ())]
        cores = {core(name) for name in own} - {""}
        if cores:
            others += [i for i, form in lexicon.label_key.items() if core(form) in cores]
        return replace(mention, labels=tuple(dict.fromkeys((*mention.labels, *others))))

    def single(self, ask: Ask) -> Reading | None:
        """The one reading of an ask when there is exactly one report to speak of it."""
        readings = self.select(ask).readings
        return readings[0] if readings else None

    def narrowed(self, asks: list[Ask]) -> list[Ask]:
        """Asks whose item is really the scope of another ("行政运行的项目支出")."""
        result: list[Ask] = []
        host: Ask | None = None
        for ask in below(self, asks):
            found = self._host(ask, host, result)
            if found is None:
                result.append(ask)
                host = ask
                continue
            scoped = replace(found, scope=ask.mention.scope, measure=ask.measure or found.measure)
            leads = self.query.leads(found.mention, ask.mention)
            if found in result and (leads or self._near(found.mention, ask.mention)):
                result.remove(found)
            result.append(scoped)
            host = found
        return list(dict.fromkeys(self._leading_scopes(result)))

    def _host(self, ask: Ask, host: Ask | None, before: list[Ask]) -> Ask | None:
        """The item that this scope narrows.

        It stands right before the scope, in an earlier clause, or before another scope of the same
        row ("…的基本支出和项目支出"). Right before it, the scope is the item's even where no such
        cell is printed: the whole report's 项目支出 is not what "办公费的项目支出" asks for.
        """
        scope = ask.mention.scope
        if scope is None or host is None or not before or host.mention == ask.mention:
            return None
        if ask.against is not None:
            return None
        again = before[-1].scope is not None and before[-1].mention == host.mention
        near = self._near(host.mention, ask.mention) or host.mention.kind == "code"
        if (near or again) and host.mention.scope is None:
            return host
        later = ask.mention.clause > host.mention.clause
        return host if (later or near or again) and self.has_scope(host.mention, scope) else None

    def _near(self, item: Mention, scope: Mention) -> bool:
        """Whether the scope narrows the item: beside it, or with another part of the money between
        ("行政运行一般公共预算年初结转")."""
        if self.query.adjacent(item, scope):
            return True
        between = [
            t
            for t in self.query.tokens
            if t.clause == item.clause == scope.clause and item.end <= t.start < scope.start
        ]
        return bool(between) and all(token.roles.scope for token in between)

    def _leading_scopes(self, asks: list[Ask]) -> list[Ask]:
        """ "项目支出里一般公共服务支出多少": the scope stands before its item."""
        result: list[Ask] = []
        for index, ask in enumerate(asks):
            following = asks[index + 1] if index + 1 < len(asks) else None
            scope = ask.mention.scope
            if (
                scope
                and ask.against is None
                and following is not None
                and following.scope is None
                and self.query.adjacent(ask.mention, following.mention)
                and self.has_scope(following.mention, scope)
            ):
                asks[index + 1] = replace(following, scope=scope)
                continue
            result.append(ask)
        return result

    def has_scope(self, mention: Mention, scope: str) -> bool:
        """Whether cells (also empty ones) of the item under that scope are printed."""
        wanted = set(self.desk.vocabulary.scopes.get(scope, (scope,)))
        return any(
            {c.fact.basis, c.scope} & wanted and c.fact.source == "table"
            for c in self.candidates(mention)
        )


def _sentences_only(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """A name spelled slightly otherwise is one project's in prose and forms, not in the tables,
    whose names are standard and differ by a character on purpose."""
    return tuple(
        c
        for c in candidates
        if c.fact.source == "narrative" or (c.table is not None and c.table.kind == "form")
    )


def value_of(reading: Reading) -> Decimal:
    """The amount of a reading in the unit it is printed in."""
    value = reading.main.fact.value
    assert value is not None
    return value

"""Every rule: its name, its words out of ``catalogue.toml``, and the function that checks it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.reconcile import (
    alike,
    balances,
    between_tables,
    budgets,
    changes,
    changes_summed,
    columns,
    contents,
    explanation,
    form_funds,
    form_scores,
    form_text,
    form_weights,
    hierarchy,
    inventory,
    last_year,
    listing,
    lists,
    mirrors,
    naming,
    opposed,
    parts,
    per_head,
    printed_formulas,
    purposes,
    rates,
    reasons,
    rows,
    standard_names,
    statements,
    text_rules,
    three_public,
    told_names,
    told_years,
    totals,
    unit_slips,
    units,
    wording,
    years,
)
from corpus.reconcile.model import Outcome
from corpus.reconcile.view import View

Checker = Callable[[View], Iterator[Outcome]]

CHECKERS: dict[str, Checker] = {
    printed_formulas.ROW_RULE: printed_formulas.row_formulas,
    printed_formulas.COLUMN_RULE: printed_formulas.column_formulas,
    hierarchy.CODE_RULE: hierarchy.code_sums,
    hierarchy.TOTAL_RULE: hierarchy.class_totals,
    hierarchy.PATH_RULE: hierarchy.item_sums,
    columns.RULE: columns.row_sums,
    balances.RUNNING_RULE: balances.running_totals,
    balances.BALANCE_RULE: balances.balances,
    balances.GROUP_RULE: balances.group_totals,
    balances.CARRIED_RULE: balances.carried_over,
    between_tables.TABLES_RULE: between_tables.between_tables,
    between_tables.SUM_RULE: between_tables.across_tables,
    mirrors.RULE: mirrors.mirrored_rows,
    explanation.QUANTITY_RULE: explanation.quantities_told,
    explanation.CODE_RULE: explanation.items_told,
    explanation.BLANK_RULE: explanation.blanks_told,
    rates.SHARE_RULE: rates.shares,
    changes.CHANGE_RULE: changes.changes,
    changes.MORE_RULE: changes.changes_above,
    changes.PAST_RULE: changes.changes_from_past,
    changes_summed.RULE: changes_summed.changes_summed,
    rates.DONE_RULE: rates.completions,
    wording.COMPARED_RULE: wording.compared,
    wording.CHANGED_RULE: wording.changed_amounts,
    lists.PARTS_RULE: lists.listed_parts,
    lists.SHARES_RULE: lists.listed_shares,
    lists.LONG_RULE: lists.listed_projects,
    budgets.RULE: budgets.told_items,
    lists.COUNT_RULE: lists.listed_counts,
    parts.RULE: parts.parts_above,
    contents.RULE: contents.listed_items,
    reasons.RULE: reasons.reasons_missing,
    opposed.RULE: opposed.reasons_opposed,
    alike.RULE: alike.slips,
    per_head.RULE: per_head.averages,
    unit_slips.RULE: unit_slips.unit_slips,
    three_public.RULE: three_public.counts_and_amounts,
    three_public.COUNT_RULE: three_public.counts_told,
    totals.RULE: totals.above_total,
    statements.SAID_RULE: statements.none_stated,
    statements.EMPTY_RULE: statements.empty_unexplained,
    listing.RULE: listing.listed_empty,
    text_rules.PERCENT_RULE: text_rules.percent_signs,
    form_scores.RATE_RULE: form_scores.form_rates,
    form_scores.SCORE_RULE: form_scores.form_scores,
    form_weights.CAP_RULE: form_weights.caps,
    form_weights.WEIGHT_RULE: form_weights.form_weights,
    form_scores.EARNED_RULE: form_scores.budget_scores,
    form_funds.RULE: form_funds.form_funds,
    form_text.TEXT_RULE: form_text.forms_and_text,
    form_text.INDICATOR_RULE: form_text.indicators,
    form_text.SCORE_TOLD_RULE: form_text.scores_told,
    years.YEAR_RULE: years.years,
    years.DATE_RULE: years.dates,
    naming.ENTITY_RULE: naming.entities,
    naming.SPEAKER_RULE: naming.named_in_text,
    years.SPEAKING_RULE: years.speaking_years,
    inventory.NAME_RULE: inventory.code_names,
    standard_names.RULE: standard_names.standard_names,
    told_names.RULE: told_names.told_names,
    told_years.TOLD_RULE: told_years.told_years,
    told_years.COMPARED_RULE: told_years.compared_years,
    units.RULE: units.unit_labels,
    purposes.RULE: purposes.purposes,
    inventory.MISSING_RULE: inventory.missing_tables,
    rows.PARENT_RULE: rows.missing_parents,
    rows.TOTAL_RULE: rows.missing_totals,
    rows.PAIR_RULE: rows.lone_totals,
    inventory.TWICE_RULE: inventory.repeated_tables,
    inventory.TABLE_CODE_RULE: inventory.repeated_codes,
    text_rules.MISPRINT_RULE: text_rules.misprints,
    text_rules.PLACEHOLDER_RULE: text_rules.placeholders,
    text_rules.TEMPLATE_RULE: text_rules.template_left,
    text_rules.BLANK_RULE: text_rules.blanks,
    last_year.RULE: last_year.alone,
}


@dataclass(frozen=True, slots=True)
class AuditRule:
    """One rule; ``group``, ``title`` and ``text`` are for people."""

    name: str
    group: str
    title: str
    severity: str
    text: str
    check: Checker
    follows: tuple[str, ...] = ()
    """Rules that, where they find an amount wrong, explain why this one does not hold of it."""


@cache
def rules() -> tuple[AuditRule, ...]:
    """All rules, in the order of docs/rules.md."""
    source = resources.files("corpus.reconcile").joinpath("catalogue.toml").read_text("utf-8")
    return tuple(
        AuditRule(
            name, check=CHECKERS[name], **{**words, "follows": tuple(words.get("follows", ()))}
        )
        for name, words in tomllib.loads(source)["rules"].items()
    )

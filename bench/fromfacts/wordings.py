"""How people put the question: each way names some of what a fact is, and leaves the rest open.

A way yields (words, what they say); it yields nothing for a fact that nobody would ask about so.
The words hold ``{}`` for none of the slots any more; entity and year are added by ``placed``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from bench.fromfacts.fits import Said
from bench.fromfacts.slips import one_character_off, traditional
from bench.fromfacts.targets import Target
from service.understanding.keys import key, label_keys, stems
from service.understanding.vocabulary import load, vocabulary

Way = Callable[[Target, Random], Iterator[tuple[str, Said]]]


@dataclass(frozen=True)
class Wording:
    """One question about one target."""

    kind: str
    question: str
    said: Said
    target: Target
    unit: str | None = None
    entity_said: bool = False


_OUTTURN = {"决算数", "执行数", "金额"}
_NAMES = {
    "决算数": ("决算数", "支出决算", "决算"),
    "预算数": ("预算数", "预算"),
    "年初预算数": ("年初预算", "年初预算数"),
    "全年预算数": ("全年预算数", "全年预算"),
    "执行数": ("执行数", "实际执行数"),
    "执行率": ("预算执行率", "执行率"),
    "得分": ("得分", "自评得分"),
    "分值": ("分值", "满分"),
    "目标值": ("目标值", "年初目标值"),
    "完成值": ("实际完成值", "完成值"),
    "数量": ("数量",),
}
_TAILS = ("是多少", "多少", "有多少", "是多少钱", "多少万元", "")


def usual(target: Target) -> bool:
    """Whether the bare name asks for this figure: the report's own measure."""
    wanted = {"预算数", "年初预算数", "金额"} if "预算" in target.record.kind else _OUTTURN
    return target.fact.measure in wanted


def _base(target: Target) -> Said:
    return Said(forms=target.forms)


def _bare(target: Target, _: Random) -> Iterator[tuple[str, Said]]:
    if usual(target):
        yield target.fact.item, _base(target)


def _plain(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    if usual(target):
        yield f"{target.fact.item}{random.choice(_TAILS)}", _base(target)


def _polite(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    if usual(target):
        form = random.choice(
            ("请问{}是多少？谢谢", "麻烦帮我查一下{}", "我想了解{}的金额，谢谢", "您好，{}有多少？")
        )
        yield form.format(target.fact.item), _base(target)


def _spent(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    if (
        usual(target)
        and target.fact.measure in _OUTTURN
        and "收入" not in target.fact.item
        and not (target.fact.row and "收入" in target.fact.row[0])
    ):
        form = random.choice(("{}花了多少钱", "{}一共花了多少", "在{}上花了多少", "{}用了多少钱"))
        yield form.format(target.fact.item), _base(target)


def _measured(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    names = _NAMES.get(target.fact.measure)
    if names:
        form = random.choice(("{}的{}是多少", "{}{}", "{}{}是多少", "请问{}的{}"))
        said = replace(_base(target), measure=target.fact.measure)
        yield form.format(target.fact.item, random.choice(names)), said


def _of_basis(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    basis = target.fact.basis
    if (
        basis
        and usual(target)
        and target.fact.source == "table"
        and key(basis) != key(target.fact.item)
    ):
        form = random.choice(("{0}的{1}是多少", "{0}{1}多少", "{1}里{0}是多少", "{0}，{1}有多少"))
        yield form.format(target.fact.item, basis), replace(_base(target), basis=basis)


def _in_table(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    head = target.head
    if head is None or target.fact.table is None or not usual(target) or not target.standard:
        return
    title = head.title.replace(" ", "").lstrip("0123456789年度")
    said = replace(_base(target), table=head.number)
    if target.fact.basis:
        form = random.choice(("《{0}》里{1}的{2}是多少", "{0}中{1}的{2}"))
        yield (
            form.format(title, target.fact.item, target.fact.basis),
            replace(said, basis=target.fact.basis),
        )
    else:
        form = random.choice(("《{0}》里{1}是多少", "{0}中{1}多少", "{0}的{1}是多少"))
        yield form.format(title, target.fact.item), said


def _by_code(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    if target.fact.code and usual(target):
        form = random.choice(
            ("科目{}是多少", "{}科目是多少钱", "编码{}的支出", "科目编码{}的金额是多少")
        )
        yield form.format(target.fact.code), Said(code=target.fact.code)


def _coded_name(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    if target.fact.code and usual(target):
        form = random.choice(("{0}{1}是多少", "{1}（{0}）多少", "{0} {1}"))
        said = replace(_base(target), code=target.fact.code)
        yield form.format(target.fact.code, target.fact.item), said


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """The words by which an item may be called, by the item's key: where it is meant first."""
    found: dict[str, list[str]] = {}
    for alias in load("aliases.toml")["alias"]:
        if not alias.get("all"):
            found.setdefault(key(alias["items"][0]), []).extend(alias["words"])
    return {name: tuple(words) for name, words in found.items()}


def _aliased(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    words = [w for form in target.forms for w in _aliases().get(form, ()) if not w.isascii()]
    if words and usual(target):
        form = random.choice(("{}多少钱", "{}是多少", "{}", "{}总共多少"))
        yield form.format(random.choice(words)), _base(target)


def _english(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    words = [w for form in target.forms for w in _aliases().get(form, ()) if w.isascii()]
    if words and usual(target):
        form = random.choice(("how much was {}", "What is the {} amount?", "{}"))
        yield form.format(random.choice(words)), _base(target)


def _shortened(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    """The name without its generic end, meaning every item that is called so."""
    short = stems(label_keys(target.fact.item)[0])
    if short and usual(target) and short[0] not in vocabulary().aliases:
        form = random.choice(("{}多少", "{}是多少钱", "{}"))
        yield form.format(short[0]), Said(stem=short[0])


def _of_parent(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    parents = [p for p in target.fact.row[:-1] if len(key(p)) > 3 and key(p) not in target.forms]
    if parents and usual(target) and len(parents[-1]) < 20:
        form = random.choice(("{0}中的{1}是多少", "{0}里{1}有多少", "{0}下面的{1}"))
        said = replace(_base(target), parent=key(parents[-1]))
        yield form.format(parents[-1], target.fact.item), said


def _of_form(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    names, subject = _NAMES.get(target.fact.measure), target.fact.subject
    if (
        names
        and subject
        and target.head is not None
        and target.head.kind == "form"
        and len(subject) < 20
    ):
        said = replace(_base(target), measure=target.fact.measure, subject=subject)
        form = random.choice(("{0}项目的{1}{2}是多少", "{0}自评表里{1}的{2}"))
        yield form.format(subject, target.fact.item, random.choice(names)), said


def _changed(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    fact = target.fact
    if fact.source != "narrative" or not fact.base or fact.measure not in {"增减额", "增减率"}:
        return
    word = "减少" if fact.direction < 0 else "增加"
    tail = "多少" if fact.measure == "增减额" else "百分之多少"
    form = random.choice(("{0}比{1}{2}{3}", "{0}较{1}{2}了{3}", "和{1}相比，{0}{2}了{3}"))
    base = {"上年度": "上年"}.get(fact.base, fact.base)
    yield (
        form.format(fact.item, base, word, tail),
        replace(_base(target), measure=fact.measure, base=fact.base),
    )


def _share(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    fact = target.fact
    if fact.source == "narrative" and fact.base and fact.measure == "占比":
        form = random.choice(("{0}占{1}的比重", "{0}占{1}的百分之多少", "{0}占{1}多少"))
        yield (
            form.format(fact.item, fact.base),
            replace(_base(target), measure="占比", base=fact.base),
        )


def _completed(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    fact = target.fact
    if fact.measure == "完成率" and fact.base:
        form = random.choice(("{0}完成{1}的百分之多少", "{0}完成{1}的比例是多少"))
        yield (
            form.format(fact.item, fact.base),
            replace(_base(target), measure="完成率", base=fact.base),
        )


def _in_yuan(target: Target, _: Random) -> Iterator[tuple[str, Said]]:
    if usual(target) and target.fact.unit in {"万元", "元"}:
        yield (
            f"{target.fact.item}是多少{'元' if target.fact.unit == '万元' else '万元'}",
            _base(target),
        )


def _slipped(target: Target, random: Random) -> Iterator[tuple[str, Said]]:
    slip = one_character_off(target.fact.item, random)
    if usual(target) and slip:
        yield f"{slip}是多少", _base(target)


def _traditional(target: Target, _: Random) -> Iterator[tuple[str, Said]]:
    text = f"{target.fact.item}是多少"
    if usual(target) and traditional(text) != text:
        yield traditional(text), _base(target)


def _full_width(target: Target, _: Random) -> Iterator[tuple[str, Said]]:
    if usual(target):
        yield f"{target.fact.item} 是多少?", _base(target)


WAYS: dict[str, Way] = {
    "名称": _bare,
    "名称+多少": _plain,
    "礼貌": _polite,
    "花了多少": _spent,
    "说出指标": _measured,
    "说出口径": _of_basis,
    "说出表名": _in_table,
    "科目编码": _by_code,
    "编码+名称": _coded_name,
    "俗称": _aliased,
    "英文": _english,
    "简称": _shortened,
    "说出上级": _of_parent,
    "自评表": _of_form,
    "增减": _changed,
    "占比": _share,
    "完成率": _completed,
    "换单位": _in_yuan,
    "错一字": _slipped,
    "繁体": _traditional,
    "全角": _full_width,
}

"""Numbers of cells and sentences, with their units and what they are not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.numbers import find_numerals, parse_decimal, parse_percentage
from corpus.text.units import to_yuan, unit_kind

AMOUNTS = st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3,988.02", "3988.02"),
        ("1000.00", "1000.00"),
        ("1 612.17", "1612.17"),
        ("39 88.02", "3988.02"),
        ("3 , 988 . 02", "3988.02"),
        ("３，９８８．０２", "3988.02"),
        ("-4.32", "-4.32"),
        ("－4.32", "-4.32"),
        ("− 4.32", "-4.32"),
        ("(4.32)", "-4.32"),
        ("0.00", "0.00"),
        ("127,886,849", "127886849"),
    ],
)
def test_cell(cell: str, value: str) -> None:
    assert str(parse_decimal(cell)) == value


@pytest.mark.parametrize(
    "cell",
    ["", "—", "/", "12 15", "1 2", "12.3 4.5", "1,61", "1.2.3", "31.9%", "(1)", "5G", "行政"],
)
def test_no_figure(cell: str) -> None:
    assert parse_decimal(cell) is None


@given(AMOUNTS, st.booleans())
def test_amount_is_read_back(amount: Decimal, grouped: bool) -> None:
    printed = f"{amount:,}" if grouped else str(amount)
    assert parse_decimal(printed) == amount
    (numeral,) = find_numerals(f"支出 {printed} 万元，")
    assert (numeral.value, numeral.unit) == (amount, "万元")


@given(AMOUNTS)
def test_full_width_is_read_alike(amount: Decimal) -> None:
    wide = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
    assert parse_decimal(str(amount).translate(wide)) == amount


def test_percentage_keeps_its_digits() -> None:
    assert str(parse_percentage("31.90%")) == "31.90"
    assert parse_percentage("31.90") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("经费支出 1612.17 万元，", [("1612.17 万元", "1612.17", "amount", "万元")]),
        ("下降 31.9%，", [("31.9%", "31.9", "percentage", "%")]),
        (
            "增加3.5和4个百分点",
            [
                ("3.5", "3.5", "percentage", "个百分点"),
                ("4个百分点", "4", "percentage", "个百分点"),
            ],
        ),
        ("保有量 0 辆", [("0 辆", "0", "count", "辆")]),
        ("设备0台（套）", [("0台（套）", "0", "count", "台(套)")]),
        (
            "接待工作 3 批次 20 人次",
            [("3 批次", "3", "count", "批次"), ("20 人次", "20", "count", "人次")],
        ),
        ("5 个工作日", [("5 个工作日", "5", "count", "个工作日")]),
        ("20 余个项目", [("20 余个", "20", "count", "个")]),
        ("增长 -4.32%", [("-4.32%", "-4.32", "percentage", "%")]),
        ("2.5 亿元", [("2.5 亿元", "2.5", "amount", "亿元")]),
        ("14.97 万 元", [("14.97 万 元", "14.97", "amount", "万元")]),
    ],
)
def test_sentence(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = [(n.printed, str(n.value), n.kind, n.unit) for n in find_numerals(sentence)]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("2022 年、2023 年", ["year", "year"]),
        ("2019-2023年", ["year", "year"]),
        ("截至 2023 年 12 月 31 日", ["year", "date", "date"]),
        ("2024.9.29", ["date", "date", "date"]),
        ("1-6月", ["date", "date"]),
        ("（中发〔2018〕34 号）", ["ordinal", "ordinal"]),
        ("1. 2023 年支出 3 万元", ["ordinal", "year", "amount"]),
        ("其中：（1）购置费", ["ordinal"]),
        ("第 3 条", ["ordinal"]),
        ("附件1", ["ordinal"]),
        ("公开 05 表", ["ordinal"]),
        ("利用 5G 技术", ["other"]),
        ("2010301 行政运行", ["other"]),
        ("27行=(1+2)行", ["ordinal", "other", "other"]),
        ("电话 027-84942222", ["other", "other"]),
    ],
)
def test_names_of_things_are_no_figures(sentence: str, kinds: list[str]) -> None:
    assert [numeral.kind for numeral in find_numerals(sentence)] == kinds


@pytest.mark.parametrize(
    ("sentence", "value", "printed"),
    [
        ("增资工资万 14.97 元，", "14.97", "万 14.97 元"),
        ("支出 1612. 17 万元", "1612.17", "1612. 17 万元"),
        ("支出 1612 .17 万元", "1612.17", "1612 .17 万元"),
        ("总预算1720.00万，其中", "1720.00", "1720.00万"),
    ],
)
def test_misprints_are_read_and_marked(sentence: str, value: str, printed: str) -> None:
    (numeral,) = find_numerals(sentence)
    assert (str(numeral.value), numeral.unit) == (value, "万元")
    assert numeral.repaired
    assert numeral.printed == printed


def test_money_is_money_to_the_end_of_the_sentence() -> None:
    numerals = find_numerals("总预算40.00万，其中外贸发展37.00万，稳增长3万。服务2万人，共3.5万。")
    units = ["万元", "万元", "万元", "万人", "万"]
    assert [numeral.unit for numeral in numerals] == units


def test_ten_thousand_of_people_is_no_money() -> None:
    (numeral,) = find_numerals("服务群众12.55万，")
    assert (numeral.kind, numeral.unit, numeral.repaired) == ("count", "万", False)


def test_ten_thousand_of_a_numeral_is_no_misprint() -> None:
    numerals = find_numerals("三万 14.97 元")
    assert not any(numeral.repaired for numeral in numerals)


@given(st.text(st.sampled_from("0123456789.,-%万亿元年月日个（）()第一号 支出、和至\n")))
def test_every_numeral_is_where_it_says(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end
        assert any(map(str.isdigit, text[numeral.start : numeral.end]))
        assert text[numeral.start : numeral.end] in numeral.printed
        end = numeral.end


@given(AMOUNTS, st.sampled_from(["元", "万元", "亿元"]))
def test_yuan_are_exact(amount: Decimal, unit: str) -> None:
    yuan = to_yuan(amount, unit)
    assert yuan == amount * {"元": 1, "万元": 10_000, "亿元": 100_000_000}[unit]
    assert unit_kind(unit) == "amount"


def test_only_yuan_are_counted_in_yuan() -> None:
    assert to_yuan(Decimal(3), "万美元") is None
    assert to_yuan(Decimal(3), "辆") is None

"""A laboratory value is read exactly or not at all."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blin21_desktop.domain.lab_value import LabValue, folded_width, read_value


def read(text: str) -> tuple[str, str, str] | None:
    """Operator, number and upper end as they are kept; None: no number."""
    found = read_value(text)
    assert found.text == text
    if found.number is None:
        assert (found.operator, found.upto, found.exact) == ("", None, None)
        return None
    return found.operator, str(found.number), "" if found.upto is None else str(found.upto)


@pytest.mark.parametrize(
    ("text", "operator", "number"),
    [
        ("12.30", "", "12.30"), ("0", "", "0"), ("007", "", "7"), (".5", "", "0.5"), (" 5 ", "", "5"),
        ("<0.2", "<", "0.2"), ("< 0.2", "<", "0.2"), ("＜0.2", "<", "0.2"), ("＜０．２", "<", "0.2"),
        ("0.2未満", "<", "0.2"),
        ("0.2 未満", "<", "0.2"), ("0.2ﾐﾏﾝ", "<", "0.2"), ("L300", "<", "300"), ("Ｌ300", "<", "300"),
        ("U100", ">", "100"), (">100", ">", "100"), ("100超過", ">", "100"), ("≥ 200", ">=", "200"),
        ("≧200", ">=", "200"),
        ("100以上", ">=", "100"), ("=>100", ">=", "100"), ("＞＝100", ">=", "100"), ("100↑", ">=", "100"),
        ("↑100", ">=", "100"), ("≦400", "<=", "400"), ("≤400", "<=", "400"), ("<=400", "<=", "400"),
        ("400↓", "<=", "400"),
        ("↓400", "<=", "400"), ("400以下", "<=", "400"), ("400ｲｶ", "<=", "400"),
        ("1.3E+2", "", "1.3E+2"), ("1.3e-2", "", "0.013"), ("50×10^2", "", "5.0E+3"), ("50x10*2", "", "5.0E+3"),
        ("50×10²", "", "5.0E+3"), ("2.3 x10^3", "", "2.3E+3"), ("<1.3E+2", "<", "1.3E+2"),
        ("５０×１０＾２", "", "5.0E+3"),
        ("1,234,567", "", "1234567"), ("1,234.5", "", "1234.5"), ("12,345,678.90", "", "12345678.90"),
        ("9" * 20, "", "9" * 20),
    ],
)  # fmt: skip
def test_a_spelling_that_laboratories_send(text: str, operator: str, number: str) -> None:
    assert read(text) == (operator, number, "")
    exact = read_value(text).exact
    assert (exact is None) if operator else (str(exact) == number)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("0.5～2", "0.5", "2"), ("0.5~2", "0.5", "2"), ("0.5〜2", "0.5", "2"), ("1-4", "1", "4"), ("1 - 4.0", "1", "4.0")],
)
def test_a_range_has_two_ends_and_no_single_value(text: str, low: str, high: str) -> None:
    assert read(text) == ("", low, high)
    assert read_value(text).exact is None


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "+-", "±", "(2+)", "2+", "+", "-", "（－）", "陰性", "haemolysed", "2.3(±)", "(2+)60%", "15/3", "1:40",
        "1,234", "12,345", "0,5", "0,123,456", "1,23,456.7", "1,2345.6", "1.234,5", "5.", "1.2.3", "1 2", "-5", "+5",
        "5-",
        "1e3", "1E3", "1.3E+200", "50×102", "50×10", "×10^2", "10^", "NaN", "Infinity", "inf", "0x10", "1_000", "½",
        "①",
        "⑴", "10²", "٣", "Ⅲ", "<", "<<5", "<-5", "<5以上", "L", "l300", "u100", "0.5～2未満", "<0.5～2", "2～0.5",
        "2-2", "1-2-3",
        "9" * 21, "1" * 5000, "0." + "0" * 4999 + "1", "5\n6", "5%", "5 mg/dL", "H 5", "5*", "5 H", ">3+",
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_no_number(text: str) -> None:
    assert read(text) is None


WRITTEN = st.from_regex(r"(0|[1-9][0-9]{0,9})(\.[0-9]{1,9})?", fullmatch=True)
WIDE = str.maketrans("0123456789.<>", "０１２３４５６７８９．＜＞")
SIGNS = [("", ""), ("<", ""), ("", "未満"), ("≦", ""), (">", ""), ("", "以上"), ("L", ""), ("U", "")]


@given(number=WRITTEN, sign=st.sampled_from(SIGNS), wide=st.booleans(), space=st.sampled_from(["", " "]))
def test_a_number_that_anyone_writes_reads_back_exactly(
    number: str, sign: tuple[str, str], wide: bool, space: str
) -> None:
    text = (space + sign[0] + space + number + space + sign[1] + space).translate(WIDE if wide else {})
    found = read_value(text)
    assert found.number is not None
    assert str(found.number) == str(Decimal(number))
    assert found.number.as_tuple().exponent == Decimal(number).as_tuple().exponent
    assert bool(found.operator) is (sign != ("", ""))


@given(number=st.integers(0, 10**12), power=st.integers(0, 9))
def test_a_power_of_ten_is_that_power(number: int, power: int) -> None:
    wanted = Decimal(number).scaleb(power)
    for text in (f"{number}×10^{power}", f"{number}E+{power}", f"{number} x10*{power}"):
        assert read_value(text).number == wanted


# Written apart from the reader: what a number may look like at all, once width is folded.
LOOKS = re.compile(
    r"\s*(<|>|<=|=<|>=|=>|≦|≧|≤|≥|L|U|↓|↑)?\s?"
    r"(\d[\d,]*\.?\d*|\.\d+)( ?[xX×*]10([\^*]\d+|[⁰¹²³⁴-⁹]+)| ?[eE][+-]\d+)?"
    r"( ?[~〜-] ?(\d[\d,]*\.?\d*|\.\d+)( ?[xX×*]10([\^*]\d+|[⁰¹²³⁴-⁹]+)| ?[eE][+-]\d+)?)?"
    r"\s?(未満|ミマン|以下|イカ|↓|以上|↑|超過)?\s*",
    re.ASCII,
)
ALPHABET = "0123456789.,<>=≦≧LUx×^*Ee+-~()±未満以上下↓↑/ ％①²５．＜～%"


@given(text=st.one_of(st.text(ALPHABET, max_size=12), st.text(max_size=12)))
@example("50×102")
def test_nothing_else_becomes_a_number(text: str) -> None:
    found = read_value(text)
    if found.number is not None:
        assert LOOKS.fullmatch(folded_width(text)), text
        assert found.number.is_finite()
        assert found.number >= 0
        assert found.upto is None or found.upto > found.number


def test_a_value_that_is_exact_is_neither_bound_nor_range() -> None:
    five = Decimal(5)
    assert LabValue(text="5", number=five).exact == five
    assert LabValue(text="<5", number=five, operator="<").exact is None
    assert LabValue(text="5-6", number=five, upto=Decimal(6)).exact is None

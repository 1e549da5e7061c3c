"""Words: notation at the bedside. A number that is read wrongly by ten is the harm these tests look for."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.domain.entries import PauseReason
from blin21_desktop.domain.infusion import Status
from blin21_desktop.domain.text import say
from blin21_desktop.present.amounts import LANGS, Lang, plain, readable
from tests.present.looks import plain_words, words

EN, JA = plain_words("en"), plain_words("ja")
NUMBERS = st.decimals(min_value="0.000001", max_value="99999", places=6).map(float)
AT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)


def parsed(text: str) -> float:
    """The number at the start of a text, as a person reads it."""
    found = re.match(r"-?[\d,]+(\.\d+)?", text)
    assert found is not None
    return float(found.group().replace(",", ""))


def minutes(text: str) -> int:
    """A duration in whole minutes, read back from either language."""
    found = re.fullmatch(r"(-?)(\d+)(?:hr |時間)(\d+)(?:min|分)", text)
    assert found is not None
    return (int(found[2]) * 60 + int(found[3])) * (-1 if found[1] else 1)


@given(NUMBERS)
def test_a_number_read_back_is_the_number_written(value: float) -> None:
    assert parsed(plain(value)) == value


@given(NUMBERS, st.sampled_from(LANGS))
def test_rates_and_weights_are_shown_exactly_as_charted(value: float, lang: Lang) -> None:
    shown = plain_words(lang)
    assert parsed(shown.rate(value)) == value
    assert parsed(shown.kg(value)) == value


@given(st.integers(0, 99999), st.sampled_from(LANGS))
def test_a_dose_of_tenths_reads_back_exactly(tenths: int, lang: Lang) -> None:
    assert parsed(plain_words(lang).dose(tenths / 10)) == tenths / 10


@given(NUMBERS)
def test_no_number_ends_in_a_zero_after_the_point_or_begins_with_a_point(value: float) -> None:
    for text in (plain(value), EN.dose(value), JA.dose(value), EN.ml(value), EN.micrograms(value), EN.hours(value)):
        number = re.match(r"[\d.,]*", text)
        assert number is not None
        assert re.fullmatch(r"(0|[1-9]\d{0,2}(,\d{3})*)(\.\d*[1-9])?", number.group()), text


@given(NUMBERS)
def test_something_is_never_shown_as_nothing(value: float) -> None:
    assert parsed(readable(value, 1)) > 0


def test_whole_tens_keep_their_zeros() -> None:
    assert plain(100.0) == "100"
    assert EN.dose(10.0) == "10 microgram/day"
    assert plain(0.0) == "0"
    assert plain(-0.0) == "0"
    assert plain(Decimal("1250.50")) == "1,250.5"


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        EN.dose(wrong)


def test_the_dose_is_told_in_each_language_and_in_full_on_paper() -> None:
    assert EN.dose(28.0) == "28 microgram/day"
    assert JA.dose(28.0) == "28 μg/日"
    assert JA.dose_full(28.0) == "28 μg/日 (マイクログラム)"
    assert "\u00b5" not in JA.dose(28.0)
    assert "\u03bc" in JA.dose(28.0)


def test_no_larger_unit_exists_for_the_drug() -> None:
    texts = [shown.dose(5000.0) + shown.micrograms(5000.0) for shown in (EN, JA)]
    assert not any("mg" in text.replace("μg", "") for text in texts)


def test_rates_volumes_and_hours() -> None:
    assert (EN.rate(3.3), JA.rate(3.3)) == ("3.3 mL/hr", "3.3 mL/時")
    assert (EN.hours(72), JA.hours(72)) == ("72 hr", "72時間")
    assert EN.ml(5.04) == "5 mL"


@given(st.integers(-60 * 47, 60 * 47), st.integers(0, 59), st.sampled_from(LANGS))
def test_a_duration_reads_back_to_the_minute(length: int, seconds: int, lang: Lang) -> None:
    sign = -1 if length < 0 else 1
    exact = timedelta(minutes=length, seconds=sign * seconds)
    assert minutes(plain_words(lang).clock_length(exact)) == length


def test_durations() -> None:
    assert EN.length(timedelta(hours=18, minutes=20)) == "18hr 20min"
    assert JA.length(timedelta(hours=18, minutes=20)) == "18時間20分"
    assert EN.length(timedelta(hours=67)) == "2d 19hr"
    assert JA.length(timedelta(hours=67)) == "2日19時間"
    assert EN.length(timedelta(hours=47, minutes=59)) == "47hr 59min"
    assert EN.length(timedelta()) == "0hr 0min"
    assert EN.length(timedelta(seconds=-30)) == "0hr 0min"
    assert EN.length(timedelta(hours=-2, minutes=-3)) == "-2hr 3min"
    assert EN.clock_length(timedelta(hours=335, minutes=28, seconds=59)) == "335hr 28min"


def test_moments() -> None:
    assert EN.moment(AT) == "Mon 23-Nov-2026 14:30"
    assert JA.moment(AT) == "2026/11/23(月) 14:30"
    assert EN.day(date(2026, 9, 3)) == "03-Sep-2026"
    assert EN.day(datetime(2026, 11, 23, 20, 0, tzinfo=UTC)) == "24-Nov-2026"
    assert EN.short_moment(AT, AT) == "14:30"
    assert EN.short_moment(AT + timedelta(hours=19), AT) == "24-Nov 09:30"
    assert JA.short_moment(AT + timedelta(hours=19), AT) == "11/24 09:30"
    assert EN.short_moment(AT + timedelta(days=60), AT) == "22-Jan-2027 14:30"


def test_relative_and_absolute_stand_together() -> None:
    assert EN.relative(AT + timedelta(hours=2, minutes=10), AT) == "in 2hr 10min (16:40)"
    assert EN.relative(AT - timedelta(minutes=20), AT) == "0hr 20min ago (14:10)"
    assert JA.relative(AT + timedelta(hours=2, minutes=10), AT) == "あと2時間10分 (16:40)"


def test_the_hour_that_a_clock_change_repeats_is_told_apart() -> None:
    london = plain_words(zone="Europe/London")
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert london.time(first) == "01:30 (UTC+01:00)"
    assert london.time(second) == "01:30 (UTC+00:00)"
    assert london.time(second + timedelta(hours=1)) == "02:30"
    assert london.relative(second, first) == "in 1hr 0min (01:30 (UTC+00:00))"


def test_templates_format_by_meaning_and_nest() -> None:
    inner = say("bag of {hours:hours}", hours=72)
    outer = say("{what} at {rate:rate}, {at:time}, {clock:clock}", what=inner, rate=3.30, at=AT, clock=AT)
    assert EN.render(outer) == "bag of 72 hr at 3.3 mL/hr, 23-Nov-2026 14:30, 14:30"


def test_text_from_the_chart_is_never_translated_by_accident() -> None:
    shown = words("ja")
    assert shown.t("{name}", name="hold") == "hold"
    assert shown.t("{name:code}", name="hold") == "休薬"
    assert shown.format(PauseReason.ADVERSE_REACTION) == "副作用"
    assert shown.format("{braces}") == "{braces}"


def test_what_is_none_is_not_known() -> None:
    assert EN.t("{bed}", bed=None) == "Not known"
    assert words("ja").t("{dose:dose}", dose=None) == "不明"


def test_a_meaning_that_does_not_exist_or_a_value_left_out_is_refused() -> None:
    with pytest.raises(ValueError, match="no such meaning"):
        EN.t("{x:milligrams}", x=1)
    with pytest.raises(KeyError):
        EN.t("{x:dose}")


def test_every_state_has_its_word_in_both_languages() -> None:
    assert [words("ja").status(s) for s in Status] == ["未開始", "投与中", "中断中", "完了", "中止"]
    assert [words("en").status(s) for s in Status] == ["NOT STARTED", "RUNNING", "PAUSED", "COMPLETED", "DISCONTINUED"]

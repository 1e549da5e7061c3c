"""Signs that every font draws right."""

from __future__ import annotations

from datetime import UTC

from blin21_desktop.domain.signs import drawable
from blin21_desktop.present import catalogue


def test_at_most_and_at_least_are_shown_in_the_signs_that_every_font_has_right() -> None:
    assert drawable("\u2264 40, \u2265 5, < 1") == "\u2266 40, \u2267 5, < 1"


def test_no_message_is_shown_with_the_signs_that_one_font_has_the_wrong_way_round() -> None:
    for lang in ("en", "ja"):
        shown = catalogue.words(lang, UTC).t("{value}", value="\u2265100 \u2264200")
        assert shown == "\u2267100 \u2266200"

"""What a value of a knowledge file must be, in the reader's language."""

from __future__ import annotations

from blin21_desktop.domain.knowledge_file_keys import Shape
from blin21_desktop.domain.text import Text, say

_ALL = (
    say("a number greater than 0"),
    say("a whole number above 0"),
    say("a grade from 0 to 5"),
    say("text"),
    say("a table of numbers by hours of flow"),
    say("a list of whole numbers"),
    say("a list of words"),
    say("a share between 0 and 1"),
    say("true or false"),
    say("a list of dates"),
    say("a list of hours of the day, rising"),
    say("a table of from and to, hours of the day"),
    say("a table of mon to sun, each 08:30-17:30 or closed"),
    say(
        "a list of rows: what, after (start, step, restart) with from_hours and until_hours, or while (crs, icans) "
        "with grade_from; and every_hours"
    ),
)
SHAPES: dict[str, Text] = {one.template: one for one in _ALL}
"""English words of a shape -> its message."""

TABLE, CHOICE, OR = "a table of ", "one of ", " or "


def shape_words(shape: Shape) -> Text:
    """The shape in words. Names of fields and words to choose from stay as they are typed."""
    return _said(shape.words)


def _said(text: str) -> Text:
    if text in SHAPES:
        return SHAPES[text]
    first, found, rest = text.partition(OR)
    if found:
        return say("{one} or {other}", one=_said(first), other=_said(rest))
    if text.startswith(TABLE):
        return say("a table of {fields}", fields=text.removeprefix(TABLE))
    return say("one of {choices}", choices=text.removeprefix(CHOICE))

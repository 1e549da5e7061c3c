"""Words made by the core, rendered later in the reader's language.

The core never formats: it names an English template and typed values. `present.words` renders both
languages from the same `Text`, so screen, paper and terminal cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """An English template with its values.

    The template's fields name their meaning after a colon, and the renderer formats by it:
    `dose` (microgram/day), `rate` (mL/h), `ml`, `kg`, `micrograms`, `hours` (whole number of hours),
    `length` (timedelta), `time` (aware datetime), `day` (date), `number`. No meaning: text, or a nested `Text`.
    """

    template: str
    values: dict[str, Any] = field(default_factory=dict)


def say(template: str, /, **values: Any) -> Text:  # noqa: ANN401  (values are formatted by their template)
    """Make a `Text`. The template is the English message and the key of the translation catalogue."""
    return Text(template, values)


@dataclass(frozen=True, slots=True)
class Names:
    """A proper name with a form of its own in each language; rendered in the reader's."""

    en: str
    ja: str

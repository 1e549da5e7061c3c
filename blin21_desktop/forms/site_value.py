"""A site's own value as it is typed: numbers, yes or no, lists, tables, each in the shape that its key asks for."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from blin21_desktop.domain.knowledge import Parameter
from blin21_desktop.domain.knowledge_file_keys import LABEL_KEYS, PROGRAM_KEYS, PROTOCOL_KEYS, Shape
from blin21_desktop.domain.text import Text, say
from blin21_desktop.domain.toml_text import bare_pairs, toml_value
from blin21_desktop.forms.fields import Ask, Field, Typed
from blin21_desktop.service.site_values import Wish

VALUE, SOURCE, SECTION, EDITION, WHY = "value", "source", "section", "edition", "why"
WORDS = {"yes": True, "no": False, "true": True, "false": False, "はい": True, "いいえ": False}

WHY_FIELD = Field(key=WHY, label=say("Why"), ask=Ask.LONG)


def fields(shape: Text) -> tuple[Field, ...]:
    """The questions about a new value; `shape` says what it must be."""
    return (
        Field(key=VALUE, label=say("Value"), ask=Ask.LONG, note=say("needed: {shape}", shape=shape)),
        Field(key=SOURCE, label=say("Source"), note=say("the document in which you read it")),
        Field(key=SECTION, label=say("Section"), note=say("section or table; page")),
        Field(key=EDITION, label=say("Edition"), optional=True, note=say("edition and date")),
        WHY_FIELD,
    )


def shape_of(key: str) -> Shape:
    """The shape a key asks for."""
    return (LABEL_KEYS | PROTOCOL_KEYS | PROGRAM_KEYS)[key]


def as_value_typed(found: Parameter | None) -> dict[str, str]:
    """What the fields hold at first: a list or table in force, to be corrected, as a person would type it.

    A single value is typed anew, as source and reason are: what is typed beside an old number makes a third one.
    """
    value = None if found is None else found.value
    if isinstance(value, Mapping):
        return {VALUE: bare_pairs(value)}
    return {VALUE: toml_value(value)} if isinstance(value, (list, tuple)) else {}


def value_of(text: str, shape: Shape) -> Any | None:  # noqa: ANN401  (a TOML value)
    """The value that was typed; None when it can be read in no way that fits the shape."""
    return next((value for value in _readings(text.strip()) if shape.fits(value)), None)


def _readings(text: str) -> Iterator[Any]:
    """Every way to read a text: yes or no, a value, a list, a table, plain words. Full-width signs count as narrow."""
    plain = unicodedata.normalize("NFKC", text).replace("、", ",")
    if plain.casefold() in WORDS:
        yield WORDS[plain.casefold()]
    for written in (plain, f"[{plain}]", f"{{ {' '.join(plain.split())} }}"):
        try:
            yield tomllib.loads(f"value = {written}")["value"]
        except tomllib.TOMLDecodeError:
            continue
    yield [part.strip() for part in plain.split(",")]
    yield text


def wish_of(typed: Typed, *, file: str, key: str, shape: Text) -> tuple[Wish | None, dict[str, Text]]:
    """What is wished, or None with what is wrong by field."""
    value = value_of(typed.get(VALUE, ""), shape_of(key)) if typed.get(VALUE, "").strip() else None
    problems: dict[str, Text] = {}
    if value is None:
        problems[VALUE] = say("This is not {shape}.", shape=shape)
    needed = {SOURCE: say("Name the document in which you read it."), SECTION: say("Name the section, table or page."),
              WHY: say("Say why.")}  # fmt: skip
    problems |= {name: why for name, why in needed.items() if not typed.get(name, "").strip()}
    texts = {name: typed.get(name, "").strip() for name in (SOURCE, SECTION, EDITION, WHY)}
    problems |= {name: say("It holds a sign that cannot be shown. Type it again.") for name, text in texts.items()
                 if not text.replace("\n", " ").isprintable()}  # fmt: skip
    if problems:
        return None, problems
    return Wish(file=file, key=key, value=value, **texts), {}


def taking_back(typed: Typed, *, file: str, key: str) -> tuple[Wish | None, dict[str, Text]]:
    """That a site's own value is taken back, or None without a reason."""
    why = typed.get(WHY, "").strip()
    if not why:
        return None, {WHY: say("Say why.")}
    return Wish(file=file, key=key, value=None, why=why), {}

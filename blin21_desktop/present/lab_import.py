"""What an import found, for the terminal: counts and lines in words, and the JSON of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.item import Item, Verdict
from blin21_desktop.feeds.review import summary
from blin21_desktop.feeds.source import Reviewed
from blin21_desktop.present.words import Words

VERDICTS: dict[Verdict, Text] = {
    "new": say("New"),
    "changed": say("Changed"),
    "duplicate": say("Duplicate"),
    "decide": say("Needs a decision"),
    "rejected": say("Rejected"),
    "unread": say("Unread"),
}
"""Verdict -> its word, in the order they are told."""


def by_verdict(reviewed: Sequence[Reviewed]) -> dict[Verdict, list[tuple[Reviewed, Item]]]:
    """All results under their verdicts, every verdict there, in the order of the files."""
    found: dict[Verdict, list[tuple[Reviewed, Item]]] = {verdict: [] for verdict in get_args(Verdict)}
    for one in reviewed:
        for item in one.items:
            found[item.verdict].append((one, item))
    return found


def import_json(
    reviewed: Sequence[Reviewed], words: Words, *, dry_run: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """The answer of the contract page: a list a verdict. In a dry run nothing is `filed`, whatever `passes`."""
    found = by_verdict(reviewed).items()
    return {verdict: [_json(*one, words, dry_run=dry_run) for one in every] for verdict, every in found}


def _json(one: Reviewed, item: Item, words: Words, *, dry_run: bool = False) -> dict[str, Any]:
    received, mapped = item.received, item.mapped
    analyte = None if mapped is None or mapped.analyte is None else mapped.analyte.id
    collected = None if received is None else received.collected_at
    return {
        "patient": item.patient,
        "analyte": analyte,
        "name": None if received is None else next((code.name for code in received.codes if code.name), None),
        "value": None if received is None else received.value,
        "unit": _unit(item),
        "status": None if received is None else received.status,
        "at": None if collected is None else collected.isoformat(),
        "source": {
            "file": one.source.read.name,
            "sha256": one.source.read.sha256,
            "part": item.at.part,
            "complete": ending(one),
        },
        "reason": _said(item.reasons, words),
        "cannot_tell": _said(item.cannot_tell, words),
        "passes": item.files,
        "filed": item.files and not dry_run,
    }


def _said(texts: Sequence[Text], words: Words) -> str | None:
    return "; ".join(words.render(text) for text in texts) or None


def ending(one: Reviewed) -> str:
    """Whether the file is all there: "proven", "unproven" where nothing in it can prove it, "cut" where it may be."""
    read = one.source.read
    return "cut" if not read.complete else "proven" if read.unproven is None else "unproven"


def _unit(item: Item) -> str | None:
    """The unit as it would be filed; as received where it is not certain."""
    if item.received is None:
        return None
    sure = item.mapped is not None and item.mapped.unit.certainty == "certain"
    return (item.mapped.unit.unit if sure and item.mapped is not None else item.received.unit) or None


def import_text(reviewed: Sequence[Reviewed], words: Words, *, dry_run: bool = False) -> str:
    """One line a file with its count and last time, one a result that is not simply filed or a duplicate; counts."""
    items = [(one, item) for one in reviewed for item in one.items]
    found = by_verdict(reviewed)
    lines = [words.t("Dry run: nothing was written.")] if dry_run else []
    lines += [f"{one.source.read.name}: {words.render(told(one))}" for one in reviewed]
    for one, item in found["changed"]:
        lines.append(f"{_changed(item, words, dry_run=dry_run)}: {_line(one, item, words)}")
    for verdict in ("decide", "rejected", "unread"):
        lines += [f"{words.render(VERDICTS[verdict])}: {_line(*one, words)}" for one in found[verdict]]
    unknown = [(one, item) for one, item in items if item.files and item.cannot_tell]
    lines += [_unknown(one, item, words, dry_run=dry_run) for one, item in unknown]
    counts = (f"{words.render(VERDICTS[verdict])} {len(every)}" for verdict, every in found.items())
    return "\n".join((*lines, " · ".join(counts), _total([item for _, item in items], words, dry_run=dry_run))) + "\n"


def _total(items: Sequence[Item], words: Words, *, dry_run: bool) -> str:
    """How many are filed, and how many wait."""
    numbers = {"filed": sum(item.files for item in items), "waiting": sum(item.waits for item in items)}
    if dry_run:
        return words.t("Would be filed: {filed:number} · would wait for a person: {waiting:number}", **numbers)
    return words.t("Filed: {filed:number} · wait for a person: {waiting:number}", **numbers)


def _changed(item: Item, words: Words, *, dry_run: bool) -> str:
    """A change that its sender declared is filed; any other waits."""
    if item.files:
        return words.t("Changed, would be filed") if dry_run else words.t("Changed, filed")
    return words.t("Changed, would wait for a person") if dry_run else words.t("Changed, waits for a person")


def _unknown(one: Reviewed, item: Item, words: Words, *, dry_run: bool) -> str:
    """A value that nothing could be held against: filed all the same, and never in silence."""
    head = words.t("Cannot tell, would be filed") if dry_run else words.t("Cannot tell, filed")
    return f"{head}: {_line(one, item, words)} | {_said(item.cannot_tell, words)}"


def told(one: Reviewed) -> Text:
    """How many results and the last time; where nothing in the file proves its end, that it does not."""
    return one.source.read.unproven or summary(one.source.read)


def _line(one: Reviewed, item: Item, words: Words) -> str:
    told = _json(one, item, words)
    shown = " ".join(str(part) for part in (told["patient"], told["analyte"] or told["name"], told["value"],
                                            told["unit"]) if part)  # fmt: skip
    where = " ".join(part for part in (one.source.read.name, item.at.part) if part)
    return " | ".join(part for part in (shown, where, told["reason"]) if part)

"""Adverse events: a new one by its term, or the next grade of one that is open. One event is one thing over time."""

from __future__ import annotations

from typing import Any

from blin21_desktop.domain.entries import Entry, EventGraded
from blin21_desktop.domain.terms import OVER, Term, named, replaced, search
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.blocks import still_empty
from blin21_desktop.forms.fields import YES_NO, Ask, Field, Option, Section, Setting, Told, Typed, happened, yes_no
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.crs import CTCAE
from blin21_desktop.rules.events import AdverseEvent, events

WHICH, TERM, FOUND, CATEGORY, GRADE = "which", "term", "term.found", "category", "grade"
NEW, OWN_WORDS = "new", "own"
MOST_FOUND = 8
"""Terms offered at most; more letters find fewer."""
CATEGORIES = (
    Option("crs", say("CRS")),
    Option("neurologic", say("neurological")),
    Option("seizure", say("seizure")),
    Option("hepatic", say("liver")),
    Option("haematologic", say("blood")),
    Option("infection", say("infection")),
    Option("gvhd", say("GVHD")),
    Option("other", say("other")),
)
RELATED = (*YES_NO, Option("unknown", say("Not known")))
HIGHEST = 5


def _scale(setting: Setting) -> str:
    """The scale's name as it is written beside every grade."""
    scale = setting.knowledge.scales.get(CTCAE)
    return "CTCAE v5.0" if scale is None else scale.name_en


def _known(setting: Setting) -> dict[str, AdverseEvent]:
    """The events that go on, by key; of a correction also the one that is corrected."""
    about = setting.about.event if isinstance(setting.about, EventGraded) else ""
    found = () if setting.look is None else events(setting.look.chart, setting.now)
    return {event.key: event for event in found if event.open or event.key == about}


def _term(setting: Setting, typed: Typed) -> Term | None:
    """The term that is chosen, or that of the open event; None for own words."""
    event = _known(setting).get(typed.get(WHICH, ""))
    if event is not None:
        return named(setting.knowledge.terms, event.newest.term, event.newest.scale)
    return next((term for term in setting.knowledge.terms if str(term.code) == typed.get(FOUND)), None)


def _sections(setting: Setting, typed: Typed) -> tuple[Section, ...]:
    known = _known(setting)
    options = tuple(
        Option(key, say("{term}, grade {grade:number}", term=_name(setting, event.newest), grade=event.newest.grade))
        for key, event in known.items()
    )
    which = Field(
        key=WHICH, label=say("Which event"), ask=Ask.CHOICE, options=(Option(NEW, say("a new one")), *options)
    )
    first = Section(title=say("Adverse event"), side=say("one event stays one over time"), fields=(which,))
    chosen = typed.get(WHICH, "")
    when = happened(say("Graded at"))
    if chosen in known:
        return (first, _grade_section(setting, typed, new=False), when)
    if chosen != NEW:
        return (first, when)
    term = Field(key=TERM, label=say("Term"), note=say("a few letters, in English or Japanese"))
    search_card = Section(title=say("Look for the term"), side=say("CTCAE v5.0"), fields=(term,))
    if not typed.get(TERM, "").strip():
        return (first, search_card, when)
    chosen_card = Section(title=say("Choose the term"), fields=_found(setting, typed))
    rest = (_grade_section(setting, typed, new=True),) if typed.get(FOUND) else ()
    return (first, search_card, chosen_card, *rest, when)


def _name(setting: Setting, graded: EventGraded) -> object:
    term = named(setting.knowledge.terms, graded.term, graded.scale)
    return graded.term if term is None else term.names


def _found(setting: Setting, typed: Typed) -> tuple[Field, ...]:
    """The terms that fit what was typed, and what is no term with the terms to use."""
    words = typed.get(TERM, "")
    instead = replaced(setting.knowledge.instead, words)
    used = tuple(term for each in instead for term in each.use)
    shown = list({term.code: term for term in (*used, *search(setting.knowledge.terms, words, MOST_FOUND))}.values())
    shown = shown[:MOST_FOUND]
    kept = next((term for term in setting.knowledge.terms if str(term.code) == typed.get(FOUND)), None)
    if kept is not None and kept not in shown:
        shown.append(kept)
    note = None
    if instead:
        note = say("{word} is no term of CTCAE v5.0: use one of the first", word=instead[0].words[0])
    own = Option(OWN_WORDS, say("not in the list: as typed"))
    options = (*(Option(str(term.code), say("{term}", term=term.names)) for term in shown), own)
    found = Field(key=FOUND, label=say("Term of the list"), ask=Ask.CHOICE, options=options, note=note)
    if typed.get(FOUND) != OWN_WORDS:
        return (found,)
    return (found, Field(key=CATEGORY, label=say("Category"), ask=Ask.CHOICE, options=CATEGORIES))


def _grade_section(setting: Setting, typed: Typed, *, new: bool) -> Section:
    term = _term(setting, typed)
    there = tuple(term.grades) if term is not None else tuple(range(1, HIGHEST + 1))
    over = () if new else (Option(str(OVER), say("0, over")),)
    grades = tuple(Option(str(grade), say("{grade:number}", grade=grade)) for grade in there)
    side = say("{scale}: only grades that exist for the term", scale=_scale(setting))
    fields: tuple[Field, ...] = (
        Field(key=GRADE, label=say("Grade"), ask=Ask.CHOICE, options=(*over, *grades), told=True),
        Field(key="related", label=say("Related to the drug"), ask=Ask.CHOICE, options=RELATED),
    )
    if new:
        blood = () if term is not None else (yes_no("haematological", say("A blood value")),)
        fields = (*fields, yes_no("present_at_baseline", say("There before the treatment")), *blood)
    return Section(title=say("Grade"), side=side, fields=fields, right=True)


def _entries(r: Reader) -> tuple[Entry, ...]:
    chosen = r.choice(WHICH, "")
    if not chosen:
        return still_empty(r)
    event = _known(r.setting).get(chosen)
    term = _term(r.setting, r.typed)
    _tell_grades(r, term)
    if event is None:
        about = _new(r, term)
    else:
        newest = event.newest
        about = {
            "event": event.key, "term": newest.term, "category": newest.category, "scale": newest.scale,
            "present_at_baseline": newest.present_at_baseline, "haematological": newest.haematological,
        }  # fmt: skip
    grade, related = r.choice(GRADE, "1"), r.choice("related", "unknown")
    return (EventGraded(**r.common(), **about, grade=int(grade), related=related),)


def _new(r: Reader, term: Term | None) -> dict[str, Any]:
    words = r.text(TERM)
    r.choice(FOUND, "")  # named as open while it is
    category = term.category if term is not None else r.choice(CATEGORY, "other")
    return {
        "event": _key(r.setting, category),
        "term": term.name if term is not None else words,
        "category": category,
        "scale": _scale(r.setting) if term is None else term.scale,
        "present_at_baseline": r.yes("present_at_baseline"),
        "haematological": r.yes("haematological") if term is None else term.category == "haematologic",
    }


def _key(setting: Setting, category: str) -> str:
    """A key no other event of the patient has: category and number."""
    found = () if setting.look is None else events(setting.look.chart, setting.now)
    taken = {event.key for event in found}
    return next(key for n in range(1, len(taken) + 2) if (key := f"{category}-{n}") not in taken)


def _tell_grades(r: Reader, term: Term | None) -> None:
    """The wording of each grade, where one is known."""
    if term is None or r.asked(GRADE) is None:
        return
    worded = [(grade, wording) for grade in term.grades if (wording := term.wording(grade)) is not None]
    r.told[GRADE] = tuple(
        Told(say("Grade"), str(grade), say("{wording}", wording=wording)) for grade, wording in worded
    )


def _sentence(batch: tuple[Entry, ...], setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, EventGraded)  # noqa: S101  (what `_entries` made)
    return say(
        "{at:moment}: {term}, grade {grade:number} ({scale}), event {event}.",
        at=entry.happened_at,
        term=_name(setting, entry),
        grade=entry.grade,
        scale=entry.scale,
        event=entry.event,
    )


EVENT = Form(
    id="event",
    name=say("Adverse event"),
    title=lambda _: say("Adverse event"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
)

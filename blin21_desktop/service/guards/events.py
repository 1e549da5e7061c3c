"""A grade that its term does not have: CTCAE prints "-" there, and nothing may be made of it (grading notes, T13)."""

from __future__ import annotations

from blin21_desktop.domain.entries import EventGraded
from blin21_desktop.domain.terms import OVER, named
from blin21_desktop.domain.text import say
from blin21_desktop.service.guards.scene import Scene, Wrongs


def ill_event(entry: EventGraded, scene: Scene) -> Wrongs:
    """A grade that does not exist for the term. Grade 0 ends any event; a free text may have every grade."""
    term = named(scene.knowledge.terms, entry.term, entry.scale)
    if term is None or entry.grade == OVER or entry.grade in term.grades:
        return
    yield (
        "grade",
        say("{scale} has no grade {grade:number} of {term}", scale=entry.scale, grade=entry.grade, term=term.names),
        say("a grade that exists: {grades}; or 0, when it is over", grades=tuple(term.grades)),
    )

"""What comes out of a review copy names its copy; a decision taken without what was charted since is asked about."""

from __future__ import annotations

from blin21_desktop.domain.entries import Entry, ReviewCommented
from blin21_desktop.domain.review import Noted
from blin21_desktop.domain.text import Text, say
from blin21_desktop.rules.decided import news_since
from blin21_desktop.service.guards.scene import Scene, Wrongs


def ill_review(entry: Entry, scene: Scene) -> Wrongs:
    """Everything impossible about a comment, and about the copy that an entry names."""
    if not isinstance(entry, Noted):
        return
    if isinstance(entry, ReviewCommented):
        yield from _ill_comment(entry, scene)
    if (entry.copy is None) != (entry.copy_at is None) or (entry.copy is not None and not entry.copy.strip()):
        yield "copy", say("a copy is named by its id and the moment it ends"), say("copy and copy_at, or neither")
    elif entry.copy_at is not None and entry.happened_at < entry.copy_at:
        yield (
            "happened_at",
            say("it is before the review copy ends, {at:moment}", at=entry.copy_at),
            say("when it was written in the copy; the clock of that computer may be wrong"),
        )


def in_time(entry: Entry) -> Text:
    """What would be right where an entry is ahead of the ward's clock: nobody on the ward can change one of a copy."""
    if isinstance(entry, Noted) and entry.copy is not None:
        return say(
            "a time up to now, at most 5 minutes ahead; where the clock of the computer with the copy was ahead:"
            " set it right there, write it again and return it"
        )
    return say("a time up to now, at most 5 minutes ahead")


def _ill_comment(entry: ReviewCommented, scene: Scene) -> Wrongs:
    for field in ("physician", "comment"):
        if not getattr(entry, field).strip():
            yield field, say("it is empty"), say("who says what")
    if entry.about is not None and scene.chart.find(entry.about) is None:
        yield (
            "about",
            say("no entry of {patient} has the id {id}", patient=entry.patient, id=entry.about),
            say("the id of an entry written earlier for the same patient"),
        )


def unseen(entry: Noted, scene: Scene) -> Wrongs:
    """A decision is asked about when the patient changed since its copy; a comment changes nothing and is shown."""
    news = () if isinstance(entry, ReviewCommented) or entry.copy_at is None else news_since(scene.chart, entry.copy_at)
    if news:
        yield (
            "copy_at",
            say(
                "taken in the review copy of {at:moment}; entries written since, not known there: {count:number},"
                " the newest of them {what:code}, {newest:moment}",
                at=entry.copy_at,
                count=len(news),
                what=news[-1].kind.value,
                newest=news[-1].happened_at,
            ),
            say("look at the chart as it is now, and ask the physician whether it still holds"),
        )

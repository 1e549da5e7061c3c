"""An alert is acknowledged: somebody saw it, says why it may wait, and for how long; it comes back if not solved."""

from __future__ import annotations

from datetime import datetime, timedelta

from blin21_desktop.domain.entries import AlertAcknowledged, Entry
from blin21_desktop.domain.moments import later, since
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Option, Section, Setting, Told, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.alerts import silent_at_most
from blin21_desktop.service.look import Look

SPANS = tuple(timedelta(minutes=minutes) for minutes in (15, 30, 60, 120, 240, 480))
"""How long an alert may be put off, as far as its level allows."""
UNTIL, BECAUSE = "until", "alert.because"
PREFIX = "acknowledge:"
"""First part of a form's id; the rest is the key of its alert."""


def acknowledging_now(look: Look, key: str) -> Form | None:
    """The form for an alert as it stands now; None when it is not there, is silenced, or no bound is configured."""
    alert = next((one for one in look.alerts if one.key == key and one.silenced is None), None)
    bound = None if alert is None or look.protocol is None else silent_at_most(look.protocol, alert, look.at)
    if alert is None or bound is None:
        return None
    return acknowledging(key, alert.says, since(look.at, bound), bound)


def acknowledging(alert: str, says: Text, longest: timedelta, bound: datetime | None = None) -> Form:
    """The form for one alert. `alert` is its key, `says` its text, `longest` how long it may stay silent at most.

    `bound`: the moment it never stays silent beyond, also when the form is saved later than it was opened.
    """
    spans = [span for span in SPANS if span < longest] + [longest]

    def sections(_setting: Setting, _typed: Typed) -> tuple[Section, ...]:
        why = Field(key=BECAUSE, label=say("Why it may wait"), ask=Ask.LONG, told=True)
        until = Field(key=UNTIL, label=say("Ask again after"), ask=Ask.CHOICE,
                      options=tuple(Option(_minutes(span), say("{span:length}", span=span)) for span in spans),
                      note=say("it comes back then if it is not solved"))  # fmt: skip
        return (Section(title=say("Alert"), fields=(why, until)), happened(say("Seen at")))

    def entries(r: Reader) -> tuple[Entry, ...]:
        r.told[BECAUSE] = (Told(say("Alert"), "", says),)
        because, chosen = r.text(BECAUSE), r.choice(UNTIL, _minutes(spans[0]))
        common = r.common()
        until = later(common["happened_at"], timedelta(minutes=int(chosen)))
        until = until if bound is None else min(until, bound)
        return (AlertAcknowledged(**common, alert=alert, because=because, until=until),)

    return Form(
        id=f"{PREFIX}{alert}",
        name=say("Acknowledge an alert"),
        title=lambda _: say("Acknowledge an alert"),
        sections=sections,
        entries=entries,
        sentence=_sentence,
    )


def _minutes(span: timedelta) -> str:
    return str(int(span.total_seconds() // 60))


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, AlertAcknowledged)  # noqa: S101  (what `acknowledging` made)
    return say("Alert seen {at:moment}; it asks again {until:moment}.", at=entry.happened_at, until=entry.until)

"""The receiver's answer to one handover: repeated back or not, taken over or refused with the reason.

Whoever fills the form is the receiver and signs with their own PIN. The handover is the one the form was opened about:
a newer one that comes meanwhile is never signed for by mistake.
"""

from __future__ import annotations

from blin21_desktop.domain.entries import Entry, HandoverGiven, HandoverReceived
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import YES_NO, Ask, Field, Option, Section, Setting, Told, Typed, happened
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.rules.handover import SEVERITIES

READ_BACK, ANSWER, BECAUSE = "read_back", "answer", "refused.because"
TAKEN, REFUSED = "taken_over", "refused"

ANSWERS = (Option(TAKEN, say("Take over")), Option(REFUSED, say("Refuse")))


def _sections(_setting: Setting, typed: Typed) -> tuple[Section, ...]:
    fields = [
        Field(key=READ_BACK, label=say("Repeated back"), ask=Ask.CHOICE, options=YES_NO, fades=True, told=True,
              note=say("you said it back in your own words, and the giver agreed")),
        Field(key=ANSWER, label=say("Answer"), ask=Ask.CHOICE, options=ANSWERS, fades=True),
    ]  # fmt: skip
    if typed.get(ANSWER) == REFUSED:
        fields.append(Field(key=BECAUSE, label=say("Why it is refused"), ask=Ask.LONG))
    return (Section(title=say("Synthesis by the receiver"), fields=tuple(fields)), happened(say("Answered at")))


def _told(setting: Setting) -> tuple[Told, ...]:
    """What is answered: who gave it when, severity, summary, actions, lines and recommendation, whole."""
    given = setting.about
    if not isinstance(given, HandoverGiven):
        return (Told(say("none"), "–", say("There is no handover to answer.")),)
    lines = [
        Told(say("given"), "", say("{at:moment} by {who}", at=given.happened_at, who=given.by)),
        Told(say("{text}", text="I"), "", SEVERITIES[given.severity]),
        Told(say("{text}", text="P"), "", say("{text}", text=given.summary)),
    ]
    lines += [
        Told(
            say("{text}", text="A"),
            "",
            say("{due:time} {what} – {who}", due=one.due, what=one.what, who=one.who or say("nobody named")),
        )
        for one in given.actions
    ]
    lines += [Told(say("{text}", text="S"), "", say("{text}", text=text)) for text in given.if_then]
    if given.recommendation is not None:
        lines.append(Told(say("Recommendation"), "", say("{text}", text=given.recommendation)))
    return tuple(lines)


def _entries(r: Reader) -> tuple[Entry, ...]:
    r.told[READ_BACK] = _told(r.setting)
    answer = r.choice(ANSWER, TAKEN)
    return (
        HandoverReceived(
            **r.common(),
            handover="" if r.setting.about is None else r.setting.about.id,
            read_back=r.yes(READ_BACK),
            answer=answer,
            because=r.text(BECAUSE) if answer == REFUSED else None,
        ),
    )


def _sentence(batch: tuple[Entry, ...], setting: Setting) -> Text:
    entry = batch[0]
    assert isinstance(entry, HandoverReceived)  # noqa: S101  (what `_entries` made)
    words = {TAKEN: say("takes over"), REFUSED: say("refuses the handover")}
    return say(
        "{who} {answer}, {at:moment}, {back}.",
        who=setting.by.id,
        answer=words[entry.answer or TAKEN],
        at=entry.happened_at,
        back=say("repeated back") if entry.read_back else say("not repeated back"),
    )


TAKE_OVER = Form(
    id="take_over",
    name=say("Take over"),
    title=lambda _: say("Take over or refuse"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    needs={
        "handover": frozenset(),
        "by": frozenset(),
        "read_back": frozenset({READ_BACK, ANSWER}),
        "because": frozenset({BECAUSE}),
    },
)

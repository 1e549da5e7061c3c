"""The form that attaches a handwriting sample: when it was written, whether it is the baseline, and the picture.

The picture itself is chosen and made small by the window; here it is known by its name and size (`PictureName`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from blin21_desktop.domain.entries import Entry, WritingSampled
from blin21_desktop.domain.picture import MediaType, Picture
from blin21_desktop.domain.text import Text, say
from blin21_desktop.forms.fields import Ask, Field, Section, Setting, Typed, happened, yes_no
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.typed import IllFormed

_NAME = re.compile(rf"([0-9a-f]{{64}}) ({'|'.join(get_args(MediaType))}) ([1-9]\d{{0,4}})x([1-9]\d{{0,4}})")


@dataclass(frozen=True, slots=True)
class PictureName:
    """What stands in the field of a chosen picture: its SHA-256, its kind, its size in pixels."""

    sha256: str
    media_type: MediaType
    width: int
    height: int


STAND_IN = PictureName("0" * 64, "image/png", 1, 1)
"""While no picture is chosen."""


def picture_text(picture: Picture) -> str:
    """The text that stands for a picture in its field."""
    return f"{picture.sha256} {picture.media_type} {picture.width}x{picture.height}"


def picture_name(text: str) -> PictureName:
    """What `picture_text` wrote. Raises `IllFormed`."""
    found = _NAME.fullmatch(text)
    if found is None:
        raise IllFormed(say("No picture is chosen."))
    kind: MediaType = "image/png" if found[2] == "image/png" else "image/jpeg"
    return PictureName(found[1], kind, int(found[3]), int(found[4]))


def _sections(setting: Setting, _typed: Typed) -> tuple[Section, ...]:
    """The picture has a card of its own: nobody else's entry makes it anew, and the chosen picture stays.

    It fades from a draft: it was never anywhere but in the form.
    """
    picture = Field(
        key="picture",
        label=say("Picture"),
        ask=Ask.PICTURE,
        optional=isinstance(setting.about, WritingSampled),
        fades=True,
        note=say("photo or scan, JPEG or PNG, up to 5 MB; place, time and camera are taken out of it"),
    )
    last = next((sample.sentence for sample in reversed(_earlier(setting)) if sample.sentence), None)
    about = (
        yes_no("baseline", say("Baseline"), say("written before the treatment, to compare later ones with")),
        Field(key="sentence", label=say("Sentence asked for"), optional=True, likely=(last,) if last else (),
              note=say("the same sentence every time")),
    )  # fmt: skip
    return (
        Section(title=say("Handwriting sample"), side=say("one line in the child's own hand"), fields=(picture,)),
        Section(title=say("What was written"), fields=about),
        happened(say("Written at")),
    )


def _earlier(setting: Setting) -> tuple[WritingSampled, ...]:
    return () if setting.look is None else setting.look.chart.all(WritingSampled, setting.look.at)


def _entries(r: Reader) -> tuple[Entry, ...]:
    picture = _picture(r)
    entry = WritingSampled(
        **r.common(),
        sha256=picture.sha256,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        baseline=r.choice("baseline", "no") == "yes",
        sentence=r.maybe_text("sentence"),
    )
    _ask_about_baseline(r, entry)
    return (entry,)


def _picture(r: Reader) -> PictureName:
    """The chosen picture; when an entry is corrected and none is chosen, its own stays."""
    about = r.setting.about
    if not r.raw("picture") and isinstance(about, WritingSampled):
        r.echoes["picture"] = say("the picture of the old entry stays")
        r.known.add("picture")
        return PictureName(about.sha256, about.media_type, about.width, about.height)
    text = r.text("picture")
    if not r.raw("picture"):
        return STAND_IN
    try:
        found = picture_name(text)
    except IllFormed as ill:
        r.wrong("picture", ill.why)
        return STAND_IN
    r.echoes["picture"] = say("{width:number} × {height:number} pixels", width=found.width, height=found.height)
    return found


def _ask_about_baseline(r: Reader, entry: WritingSampled) -> None:
    """A baseline is written before the drug: one of a later moment is asked about, as is another sentence."""
    look = r.setting.look
    course = None if look is None else look.course
    if entry.baseline and course is not None and entry.happened_at > course.started_at:
        r.doubt(
            "baseline",
            say("course {number:number} began at {at:moment}, before this was written",
                number=course.number, at=course.started_at),
            say("a sample written before the treatment"),
        )  # fmt: skip
    asked = next((sample.sentence for sample in reversed(_earlier(r.setting)) if sample.baseline), None)
    if asked and entry.sentence and entry.sentence != asked:
        r.doubt("sentence", say("the baseline was another sentence: {sentence}", sentence=asked),
                say("the same sentence every time"))  # fmt: skip


def _sentence(batch: tuple[Entry, ...], _setting: Setting) -> Text:
    entry = batch[0]
    if isinstance(entry, WritingSampled) and entry.baseline:
        return say("Handwriting sample of {at:moment}, the baseline.", at=entry.happened_at)
    return say("Handwriting sample of {at:moment}.", at=entry.happened_at)


WRITING = Form(
    id="writing",
    name=say("Handwriting sample"),
    title=lambda _: say("Handwriting sample"),
    sections=_sections,
    entries=_entries,
    sentence=_sentence,
    needs={"sha256": frozenset({"picture"}), "width": frozenset({"picture"}), "height": frozenset({"picture"})},
)

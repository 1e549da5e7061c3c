"""Two identifiers of the patient, read at the bed again, for whatever lets the drug flow."""

from __future__ import annotations

from blin21_desktop.domain.text import say
from blin21_desktop.forms.fields import Ask, Field, Section
from blin21_desktop.forms.reader import Reader
from blin21_desktop.forms.typed import same_code

IDENTITY = Section(
    title=say("Identify"),
    side=say("two identifiers, at the bed"),
    fields=(
        Field(key="wristband", label=say("ID on the wristband"), ask=Ask.SCAN),
        Field(key="birth_date", label=say("Birth date, asked or read"), ask=Ask.DATE),
    ),
)


def identify(r: Reader) -> None:
    """Wristband and birth date must be those of the patient the form was opened for."""
    look = r.setting.look
    person = None if look is None else look.registered
    scanned, born = r.code("wristband"), r.day("birth_date")
    if person is None:
        return
    if "wristband" in r.known:
        if same_code(scanned, person.hospital_id):
            r.echoes["wristband"] = say(
                "the wristband of {family} {given}", family=person.family_name, given=person.given_name
            )
        else:
            r.wrong(
                "wristband",
                say(
                    "The wristband says {scanned}. This form is for {family} {given}, ID {id}. Stop: ask who this is.",
                    scanned=scanned,
                    family=person.family_name,
                    given=person.given_name,
                    id=person.hospital_id,
                ),
            )
    if "birth_date" in r.known and born != person.birth_date:
        r.wrong("birth_date", say("Not the birth date of this patient. Stop: ask again and read the wristband."))

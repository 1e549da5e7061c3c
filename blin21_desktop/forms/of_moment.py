"""Forms that are about something that may be gone when a draft of them is taken up: an alert, a laboratory value."""

from __future__ import annotations

from blin21_desktop.forms.alerts import PREFIX, acknowledging_now
from blin21_desktop.forms.form import Form
from blin21_desktop.forms.lab_said import BASELINE, CONDITION, said_form
from blin21_desktop.service.look import Look

OF_A_MOMENT = (PREFIX, BASELINE, CONDITION)
"""First parts of their ids."""


def form_of_moment(look: Look, form_id: str) -> Form | None:
    """The form of an id as the chart stands now; None when what it was about is solved or gone."""
    if form_id.startswith(PREFIX):
        return acknowledging_now(look, form_id.removeprefix(PREFIX))
    return said_form(look, form_id)

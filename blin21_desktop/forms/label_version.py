"""Which version of the label a decision, a stop or a restart was charted under."""

from __future__ import annotations

from blin21_desktop.domain.entries import DecisionTaken, InfusionPaused, InfusionResumed
from blin21_desktop.domain.knowledge_version import version_of
from blin21_desktop.forms.fields import Setting


def label_version(setting: Setting) -> str | None:
    """The version in force; of a correction the one of the entry that is corrected. None without a known label."""
    about = setting.about
    if isinstance(about, DecisionTaken | InfusionPaused | InfusionResumed):
        return about.label_version
    label = None if setting.look is None else setting.look.label
    known = None if label is None else setting.knowledge.labels.get(label.id)
    return None if known is None else version_of(known).name

"""One received result as the gates left it: its verdict and every reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from blin21_desktop.domain.entries import LabResulted
from blin21_desktop.domain.text import Text
from blin21_desktop.feeds.mapping import Mapped
from blin21_desktop.feeds.received import Place, Received

Verdict = Literal["new", "changed", "duplicate", "decide", "rejected", "unread"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One result of a file and what the gates say. `key` names it within its file, the same at every reading.

    `patient`: the study number, also where it is only likely; `candidates`: where the file names several patients of
    the ward, these. `former`: the report that it repeats or changes. `reasons`: why a person must look, or why there is
    nothing to file. `cannot_tell`: why its value could not be judged; it is filed all the same, and that is said.
    """

    key: str
    verdict: Verdict
    at: Place
    received: Received | None = None
    patient: str | None = None
    candidates: tuple[str, ...] = ()
    mapped: Mapped | None = None
    former: LabResulted | None = None
    reasons: tuple[Text, ...] = ()
    cannot_tell: tuple[Text, ...] = ()

    @property
    def files(self) -> bool:
        """New, or a change that its sender declared: nothing is left to decide."""
        return self.verdict in ("new", "changed") and not self.reasons

    @property
    def waits(self) -> bool:
        """Whether a person must look at it."""
        return self.verdict in ("decide", "unread") or (self.verdict == "changed" and bool(self.reasons))

    @property
    def takes_back(self) -> bool:
        """Whether its sender takes back what is filed: when it is filed, that is struck out."""
        return (
            self.former is not None
            and self.received is not None
            and self.received.status in ("deleted", "wrong_patient")
            and self.verdict in ("changed", "decide")
        )

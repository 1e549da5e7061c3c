"""The Record tab: every entry in words, newest first, withdrawn ones marked and kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from blin21_desktop.domain.entries import (
    Bag,
    BagChanged,
    BedChanged,
    BodyMeasured,
    DecisionTaken,
    DoseOrdered,
    DrugGiven,
    Enrolled,
    Entry,
    EntryWithdrawn,
    InfusionEnded,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    Kind,
    LabResulted,
    PatientRegistered,
    PremedicationGiven,
    PumpRead,
    ReviewCommented,
    SheetPrinted,
    TransplantRecorded,
)
from blin21_desktop.domain.infusion import INFUSION_KINDS
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.cells import Cell, Line, Tone, capital
from blin21_desktop.present.checks_events import BEFORE, CLASSES
from blin21_desktop.present.handover_words import handover_details
from blin21_desktop.present.lab_when import dated_when
from blin21_desktop.present.late import late_by
from blin21_desktop.present.paper import paper_name
from blin21_desktop.present.record_checks import check_details
from blin21_desktop.present.record_decisions import decision_details, under
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look

Group = Literal["all", "infusion", "orders", "patient", "checks", "paper", "withdrawn"]

GROUPS: dict[Group, frozenset[Kind]] = {
    "infusion": INFUSION_KINDS | {Kind.PUMP_READ},
    "orders": frozenset(
        {Kind.DOSE_ORDERED, Kind.PREMEDICATION_GIVEN, Kind.DRUG_GIVEN, Kind.DECISION_TAKEN, Kind.REVIEW_COMMENTED}
    ),
    "patient": frozenset(
        {Kind.PATIENT_REGISTERED, Kind.BED_CHANGED, Kind.BODY_MEASURED, Kind.TRANSPLANT_RECORDED, Kind.ENROLLED}
    ),
    "checks": frozenset(
        {
            *(Kind.VITALS_MEASURED, Kind.CRS_CHECKED, Kind.NEURO_CHECKED, Kind.CHECK_MISSED, Kind.EVENT_GRADED),
            *(Kind.LAB_BASELINE_CHOSEN, Kind.LAB_CONDITION_ANSWERED),
            *(Kind.LAB_RESULTED, Kind.GVHD_STAGED, Kind.MRD_RESULTED, Kind.ALERT_ACKNOWLEDGED, Kind.WRITING_SAMPLED),
        }
    ),
    "paper": frozenset({Kind.SHEET_PRINTED, Kind.HANDOVER_GIVEN, Kind.HANDOVER_RECEIVED}),
}
"""What the filter of the record shows together."""

GROUP_NAMES: dict[Group, Text] = {
    "all": say("All"),
    "infusion": say("Infusion"),
    "orders": say("Orders and drugs"),
    "patient": say("Patient"),
    "checks": say("Checks and results"),
    "paper": say("Paper and handover"),
    "withdrawn": say("Withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One entry: when it happened, when it was written, what, details, who. `withdrawn` says by whom and why.

    `late` says how long after it happened it was written, where that is more than the note allows to go without.
    """

    entry: str
    kind: Kind
    happened: str
    recorded: str
    what: str
    details: str
    who: str
    withdrawn: str
    late: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in the order of `record_columns`; words that say "withdrawn" are never struck through."""
        gone = bool(self.withdrawn)
        tone: Tone = "muted" if gone else "plain"
        details = [Line(self.withdrawn, "body_bold")] if gone else []
        if self.details:
            details.append(Line(self.details, "body", tone, struck=gone))
        return (
            Cell((Line(self.happened, "body", tone, struck=gone),)),
            Cell((Line(self.what, "body_bold", tone, struck=gone),)),
            Cell(tuple(details)),
            Cell((Line(self.who, "body", tone),)),
            Cell((Line(self.recorded, "body", tone), *((Line(self.late, "second"),) if self.late else ()))),
        )


def record_columns(words: Words) -> tuple[str, ...]:
    """Heads of the Record tab."""
    return (
        words.t("Happened at"),
        words.t("Entry"),
        words.t("Details"),
        words.t("Charted by"),
        words.t("Written at"),
    )


def record_rows(look: Look, words: Words, until: datetime | None = None) -> tuple[RecordRow, ...]:
    """Everything written about the patient, newest happening first; `until`: what had happened by then."""
    written = [e for e in look.chart.written if until is None or e.happened_at <= until]
    newest_first = sorted(written, key=lambda e: (e.happened_at, e.recorded_at, e.id), reverse=True)
    return tuple(_row(entry, look, words) for entry in newest_first)


def filtered(rows: Sequence[RecordRow], group: Group, typed: str) -> tuple[RecordRow, ...]:
    """The rows of a group in which every typed word stands; full-width signs and capitals make no difference."""
    wanted = _folded(typed).split()
    return tuple(
        row
        for row in rows
        if _in_group(row, group) and all(word in _folded(" ".join(c.text for c in row.cells)) for word in wanted)
    )


def _in_group(row: RecordRow, group: Group) -> bool:
    if group == "withdrawn":
        return bool(row.withdrawn) or row.kind is Kind.ENTRY_WITHDRAWN
    return group == "all" or row.kind in GROUPS[group]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _row(entry: Entry, look: Look, words: Words) -> RecordRow:
    taken_back = look.chart.withdrawn.get(entry.id)
    withdrawn = ""
    if taken_back is not None:
        withdrawn = words.t(
            "WITHDRAWN by {who} at {at:moment}: {because}",
            who=taken_back.by,
            at=taken_back.happened_at,
            because=taken_back.because,
        )
    details = [details_of(entry, look, words)]
    if entry.override is not None:
        details.append(
            words.t("written all the same: {what}; {because} ({who})", what=entry.override.what,
                    because=entry.override.because, who=entry.override.by)
        )  # fmt: skip
    if entry.note:
        details.append(words.t("note: {note}", note=entry.note))
    return RecordRow(
        entry=entry.id,
        kind=entry.kind,
        happened=dated_when(entry, words) if isinstance(entry, LabResulted) else words.dated_time(entry.happened_at),
        recorded=words.dated_time(entry.recorded_at),
        what=capital(words.code(entry.kind)),
        details="\n".join(part for part in details if part),
        who=entry.by,
        withdrawn=withdrawn,
        late=late_by(entry, words),
    )


def details_of(entry: Entry, look: Look, words: Words) -> str:
    """What an entry says beyond its kind, in one line. Kinds of later parts say nothing here yet."""
    checked = check_details(entry, look, words)
    if checked:
        return checked
    if isinstance(entry, InfusionStarted | BagChanged | InfusionResumed):
        return _flow(entry, words)
    if isinstance(entry, PatientRegistered | BedChanged | BodyMeasured | TransplantRecorded | Enrolled):
        return _about_patient(entry, words)
    if isinstance(entry, DoseOrdered | PremedicationGiven | DrugGiven | PumpRead):
        return _about_drug(entry, words)
    if isinstance(entry, InfusionPaused | InfusionEnded):
        return _stop(entry, words)
    if isinstance(entry, DecisionTaken | ReviewCommented):
        return decision_details(entry, words)
    return handover_details(entry, words) or _about_record(entry, look, words)


def _about_record(entry: Entry, look: Look, words: Words) -> str:
    if isinstance(entry, EntryWithdrawn):
        target = look.chart.find(entry.withdrawn)
        what = words.t("an entry that is not here") if target is None else _named(target, words)
        return words.t("withdrawn: {what}; because: {because}", what=what, because=entry.because)
    if isinstance(entry, SheetPrinted):
        paper = words.code(paper_name(entry.sheet))
        code = entry.sha256[:8]
        return words.t(
            "{paper}, from {count:number} entries, page code {code}", paper=paper, count=entry.based_on, code=code
        )
    return ""


def _named(entry: Entry, words: Words) -> str:
    return f"{words.code(entry.kind)} {words.moment(entry.happened_at)}"


def _flow(entry: InfusionStarted | BagChanged | InfusionResumed, words: Words) -> str:
    parts = [
        words.t("{dose:dose} at {rate:rate}", dose=entry.dose_micrograms_per_day, rate=entry.rate_ml_per_h),
        _bag(entry.bag, words) if entry.bag is not None else words.t("same bag"),
        words.t("checked by {who}", who=entry.checked_by),
    ]
    if isinstance(entry, InfusionStarted):
        parts.insert(0, words.t("course {number:number}", number=entry.course))
    if isinstance(entry, BagChanged) and entry.old_bag_remaining_ml is not None:
        parts.append(words.t("{left:ml} left in the old bag", left=entry.old_bag_remaining_ml))
    if isinstance(entry, InfusionResumed):
        parts.append(under(entry.label_version, words))
    return " · ".join(part for part in parts if part)


def _bag(bag: Bag, words: Words) -> str:
    return words.t(
        "bag {label}: {hours:number} hr, {volume:ml}, use before {until:moment}",
        label=bag.label,
        hours=bag.hours,
        volume=bag.volume_ml,
        until=bag.use_before,
    )


def _about_patient(
    entry: PatientRegistered | BedChanged | BodyMeasured | TransplantRecorded | Enrolled, words: Words
) -> str:
    if isinstance(entry, PatientRegistered):
        return words.t(
            "{family} {given} · ID {number} · born {born:day} · label {label} · protocol {protocol}",
            family=entry.family_name,
            given=entry.given_name,
            number=entry.hospital_id,
            born=entry.birth_date,
            label=entry.label,
            protocol=entry.protocol,
        )
    if isinstance(entry, BedChanged):
        return words.t("bed {bed}", bed=entry.bed)
    if isinstance(entry, BodyMeasured):
        height = "" if entry.height_cm is None else " · " + words.t("{height:number} cm", height=entry.height_cm)
        return words.t("{weight:kg}", weight=entry.weight_kg) + height
    if isinstance(entry, TransplantRecorded):
        return words.t("transplant {number:number} on {on:day}", number=entry.number, on=entry.transplanted_on)
    return words.t("on {on:day}", on=entry.enrolled_on)


def _about_drug(entry: DoseOrdered | PremedicationGiven | DrugGiven | PumpRead, words: Words) -> str:
    if isinstance(entry, DoseOrdered):
        return words.t(
            "course {number:number}: {dose:dose} from {start:moment}, prescribed by {who}",
            number=entry.course,
            dose=entry.dose_micrograms_per_day,
            start=entry.from_,
            who=entry.prescriber,
        )
    if isinstance(entry, PremedicationGiven):
        given = words.t("{drug} {dose:number} mg", drug=entry.drug, dose=entry.dose_mg)
        return f"{given} · {words.render(BEFORE[entry.before])}"
    if isinstance(entry, DrugGiven):
        return f"{entry.drug} {entry.dose} · {words.render(CLASSES[entry.class_])}"
    parts = [words.t("{rate:rate}", rate=entry.rate_ml_per_h)]
    parts.append(words.t("pump running") if entry.running else words.t("pump not running"))
    if entry.volume_given_ml is not None:
        parts.append(words.t("{given:ml} given", given=entry.volume_given_ml))
    if entry.remaining_ml is not None:
        parts.append(words.t("{left:ml} left", left=entry.remaining_ml))
    return " · ".join(parts)


def _stop(entry: InfusionPaused | InfusionEnded, words: Words) -> str:
    if isinstance(entry, InfusionPaused):
        reason = words.t("reason: {reason:code}", reason=entry.reason.value)
        flushed = words.t("line flushed") if entry.flushed else words.t("line not flushed")
        return " · ".join(part for part in (reason, flushed, under(entry.label_version, words)) if part)
    outcome = words.code(entry.outcome)
    return outcome if not entry.because else f"{outcome} · {entry.because}"

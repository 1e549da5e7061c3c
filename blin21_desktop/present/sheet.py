"""The handover sheet of one patient as finished values; paper only measures and draws them.

Content follows the published audit of printed handover documents (I-PASS) as far as this program knows it. Whatever is
not known is said in words; the sheet says "as charted" and never what the pump does now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from blin21_desktop.present.alert_rows import sheet_line
from blin21_desktop.present.checked import else_not_checked, none_applies
from blin21_desktop.present.if_then import if_then
from blin21_desktop.present.missing import missing
from blin21_desktop.present.paper import ActionLine, Fact, FindingLine, Frame
from blin21_desktop.present.sheet_bags import shift_bags
from blin21_desktop.present.sheet_checks import ChecksBox, Grid, checks_box, due_grid
from blin21_desktop.present.sheet_frame import Shift, family_name, patient_frame
from blin21_desktop.present.sheet_handover import HandedBox, action_lines, expiring, handed_box, handed_if_then
from blin21_desktop.present.sheet_infusion import InfusionBox, infusion_box
from blin21_desktop.present.sheet_labs import LabsBox, labs_box
from blin21_desktop.present.sheet_lists import findings, findings_title
from blin21_desktop.present.sheet_patient import identity, summary
from blin21_desktop.present.sheet_strip import StripBox, strip_box
from blin21_desktop.present.words import Words
from blin21_desktop.service.look import Look
from blin21_desktop.service.prints import valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """What is to be done. `none` is said when the list is empty; `columns` are time, what, who, done.

    `alerts`: how many are of level high and what about; `later`: what is due after the paper's time; empty without any.
    """

    title: str
    columns: tuple[str, str, str, str]
    lines: tuple[ActionLine, ...]
    none: str
    alerts: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Read-back, the two signatures and the ruled notes."""

    read_back: str
    given_by: str
    at: str
    received_by: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One patient's handover sheet. `barcode` is the hospital id, `qr` id and snapshot without a name.

    What this version has no rules for stands beside the findings' title and first in `missing`. `if_then` says
    beforehand what the label in force says if something happens; empty when the treatment is over. `bags` is the
    plan of the shift.
    """

    frame: Frame
    name: str
    kana: str
    identity: tuple[Fact, ...]
    barcode: str
    qr: str
    severity: tuple[str, ...]
    handed: HandedBox
    summary: tuple[Fact, ...]
    infusion: InfusionBox
    strip: StripBox
    last_checks: ChecksBox
    checks: Grid
    labs: LabsBox
    actions: Actions
    bags_title: str
    bags: tuple[str, ...]
    findings_title: str
    findings_note: str
    findings: tuple[FindingLine, ...]
    no_findings: str
    if_then_title: str
    if_then: tuple[str, ...]
    missing_title: str
    missing: tuple[str, ...]
    receipt: Receipt


def patient_sheet(look: Look, words: Words, *, printed_by: str | None = None, shift: Shift | None = None) -> Sheet:
    """The sheet of one look. It expires at the end of `shift`, without one 12 hours after the moment looked at.

    With a handover on it, it expires no later than the shift that was handed over.
    """
    name, kana = family_name(look, words)
    handed = handed_box(look, words)
    then_title, then = _if_then(look, words)
    title, note = findings_title(look, words)
    shift = expiring(look, shift)
    until = valid_until(look.at, shift)
    bags_title, bags = shift_bags(look, words, until)
    return Sheet(
        frame=patient_frame(look, words, printed_by=printed_by, shift=shift),
        name=name,
        kana=kana,
        identity=identity(look, words),
        barcode="" if look.registered is None else look.registered.hospital_id,
        qr=_qr(look),
        severity=(words.t("stable"), words.t("WATCHER"), words.t("unstable")),
        handed=handed,
        summary=_not_handed(look, words, handed),
        infusion=infusion_box(look, words),
        strip=strip_box(look, words),
        last_checks=checks_box(look, words),
        checks=due_grid(look, words),
        labs=labs_box(look, words),
        actions=_actions(look, words, until),
        bags_title=bags_title,
        bags=bags,
        findings_title=title,
        findings_note=note,
        findings=findings(look, words),
        no_findings=none_applies(words),
        if_then_title=then_title,
        if_then=then,
        missing_title=words.t("MISSING / NOT CONFIRMED"),
        missing=(else_not_checked(words), *(missing(look, words) or (_nothing(words),))),
        receipt=_receipt(words),
    )


def _not_handed(look: Look, words: Words, handed: HandedBox) -> tuple[Fact, ...]:
    """The facts that the summary handed over does not tell: one that only begins like one in it is told again."""
    told = handed.summary.split(" · ")  # as facts are joined there
    return tuple(fact for fact in summary(look, words) if f"{fact.label} {fact.value}" not in told)


def _actions(look: Look, words: Words, until: datetime) -> Actions:
    lines, later = action_lines(look, words, until)
    return Actions(
        title=words.t("ACTIONS"),
        columns=(words.t("time"), words.t("what"), words.t("who"), words.t("done")),
        lines=lines,
        later=later,
        none=words.t("Nothing is due by what is charted."),
        alerts=sheet_line(look, words),
    )


def _receipt(words: Words) -> Receipt:
    return Receipt(
        read_back=words.t("Receiver repeats back"),
        given_by=words.t("Given by"),
        at=words.t("at (time)"),
        received_by=words.t("Received by"),
        notes=words.t("Notes"),
    )


def _nothing(words: Words) -> str:
    return words.t("nothing that the program could notice")


def _if_then(look: Look, words: Words) -> tuple[str, tuple[str, ...]]:
    """Title and lines as handed over, else by the label; both empty without one or when the treatment is over."""
    title, handed = handed_if_then(look, words)
    if handed:
        return title, handed
    lines = tuple(line.text for line in if_then(look, words))
    if look.label is None or not lines:
        return "", ()
    return words.t("IF … THEN … by the label in force ({id})", id=look.label.id), lines


def _qr(look: Look) -> str:
    number = look.patient if look.registered is None else look.registered.hospital_id
    return f"{number} {look.head.code} {look.head.count}"

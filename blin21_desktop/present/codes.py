"""Words for the ward file's own spellings (`adverse_reaction`, `bag_changed`), to be translated."""

from __future__ import annotations

from blin21_desktop.domain.text import Text, say

CODES: dict[str, Text] = {
    # reasons of a pause
    "adverse_reaction": say("adverse reaction"),
    "line_or_pump": say("line or pump"),
    "bag": say("bag"),
    "procedure": say("procedure"),
    "order": say("physician's order"),
    "other": say("other"),
    # outcomes
    "course_completed": say("course completed"),
    "discontinued": say("discontinued"),
    # sex
    "female": say("Female"),
    "male": say("Male"),
    # why a bag must be changed
    "end-of-bag": say("end of bag"),
    "use-before": say("use-before time on the bag"),
    "dose-step": say("dose step"),
    "course-end": say("end of the course"),
    # rules for the end of a cycle
    "cycle-includes-pause": say("pauses count as cycle time"),
    "infused-total": say("only infused time counts"),
    # answers and actions of rules
    "stop": say("STOP"),
    "consider_stopping": say("CONSIDER STOPPING"),
    "hold": say("HOLD"),
    "new_cycle": say("NEW CYCLE"),
    "restart_not_yet": say("RESTART NOT YET"),
    "premedicate": say("PREMEDICATE"),
    "watch": say("WATCH"),
    "restart_allowed": say("RESTART ALLOWED"),
    "note": say("NOTE"),
    # tasks
    "bag_change": say("bag change"),
    "step": say("dose step"),
    "crs_check": say("CRS check"),
    "neuro_check": say("neurological check"),
    "vitals": say("vital signs"),
    "premedication": say("premedication"),
    "lab": say("laboratory sample"),
    # roles
    "nurse": say("nurse"),
    "physician": say("physician"),
    "pharmacist": say("pharmacist"),
    "admin": say("admin"),
    "viewer": say("reads only"),
    # kinds of entry
    "patient_registered": say("patient registered"),
    "bed_changed": say("bed changed"),
    "body_measured": say("weight measured"),
    "transplant_recorded": say("transplant recorded"),
    "enrolled": say("enrolled"),
    "dose_ordered": say("dose ordered"),
    "infusion_started": say("infusion started"),
    "bag_changed": say("bag changed"),
    "infusion_paused": say("infusion paused"),
    "infusion_resumed": say("infusion resumed"),
    "infusion_ended": say("infusion ended"),
    "pump_read": say("pump read"),
    "premedication_given": say("premedication given"),
    "drug_given": say("drug given"),
    "vitals_measured": say("vital signs measured"),
    "crs_checked": say("CRS checked"),
    "neuro_checked": say("neurological check done"),
    "check_missed": say("check missed"),
    "event_graded": say("event graded"),
    "lab_resulted": say("laboratory result"),
    "gvhd_staged": say("GVHD staged"),
    "mrd_resulted": say("MRD result"),
    "decision_taken": say("decision taken"),
    "alert_acknowledged": say("alert acknowledged"),
    "handover_given": say("handover given"),
    "handover_received": say("handover received"),
    "sheet_printed": say("sheet printed"),
    "entry_withdrawn": say("entry withdrawn"),
    "handover": say("handover sheet"),
    "ward-list": say("ward list"),
    "bag-plan": say("bag plan"),
}
"""Ward-file spelling -> its word. A text that is not here is shown as charted."""

"""Schema 1: the entries, the write-once facts of the file, the guards, and views in plain words.

Frozen: a later change of the entries comes with its own step.
"""

from __future__ import annotations

from blin21_desktop.store.engine import Connection

_TABLES = (
    """CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    patient TEXT NOT NULL,
    kind TEXT NOT NULL,
    happened_utc TEXT NOT NULL,
    happened_offset_minutes INTEGER NOT NULL,
    recorded_utc TEXT NOT NULL,
    recorded_offset_minutes INTEGER NOT NULL,
    zone TEXT NOT NULL,
    "by" TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (origin, seq)
) STRICT""",
    "CREATE INDEX entry_of_patient ON entry (patient)",
    "CREATE INDEX entry_of_patient_by_kind ON entry (patient, kind, happened_utc)",
    "CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
)

_GUARD_CONDITIONS = {
    "entry": "EXISTS (SELECT 1 FROM entry WHERE id = NEW.id OR position = NEW.position"
    " OR (origin = NEW.origin AND seq = NEW.seq))"
    " OR NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM entry)",
    "meta": "EXISTS (SELECT 1 FROM meta WHERE key = NEW.key)",
    "migration": "EXISTS (SELECT 1 FROM migration WHERE version = NEW.version)",
}

_WITHDRAWN = """CREATE VIEW not_in_force AS
WITH RECURSIVE
withdrawal (place, id, target) AS (
    SELECT row_number() OVER (ORDER BY position DESC), id, json_extract(body, '$.withdrawn')
    FROM entry WHERE kind = 'entry_withdrawn'),
walk (place, struck) AS (
    SELECT 0, ' '
    UNION ALL
    SELECT w.place, CASE WHEN instr(walk.struck, ' ' || w.id || ' ') THEN walk.struck
        ELSE walk.struck || w.target || ' ' END
    FROM walk JOIN withdrawal AS w ON w.place = walk.place + 1)
SELECT DISTINCT target AS id FROM withdrawal
WHERE instr((SELECT struck FROM walk ORDER BY place DESC LIMIT 1), ' ' || target || ' ')"""

_BAG = (
    "bag.label bag.patient bag.dose_micrograms_per_day bag.hours bag.volume_ml bag.rate_ml_per_h"
    " bag.made_at bag.out_of_fridge_at bag.use_before"
)
_CHECKS = (
    "checked_by second_check.rate_ml_per_h second_check.dose_micrograms_per_day"
    " line_checks.not_flushed line_checks.filter_in_place line_checks.pump_locked line_checks.clamps_open"
)
_OXYGEN = "oxygen.device oxygen.flow_l_per_min oxygen.fio2_percent oxygen.fio2_source"

FIELDS = {
    "patient_registered": "family_name given_name kana hospital_id sex birth_date allergies bed protocol label",
    "bed_changed": "bed",
    "body_measured": "weight_kg height_cm",
    "transplant_recorded": "transplanted_on number donor_source hla_match conditioning gvhd_prophylaxis engrafted_on",
    "enrolled": "enrolled_on",
    "dose_ordered": "course dose_micrograms_per_day basis bsa_m2 weight_kg from prescriber",
    "infusion_started": f"course dose_micrograms_per_day rate_ml_per_h {_BAG} {_CHECKS}",
    "bag_changed": f"dose_micrograms_per_day rate_ml_per_h {_BAG} {_CHECKS} old_bag_remaining_ml",
    "infusion_paused": "reason event flushed",
    "infusion_resumed": f"dose_micrograms_per_day rate_ml_per_h {_BAG} {_CHECKS} ordered_by",
    "infusion_ended": "outcome because event",
    "pump_read": "rate_ml_per_h volume_given_ml remaining_ml running",
    "premedication_given": "drug dose_mg before",
    "drug_given": "drug dose class",
    "vitals_measured": "temperature_c temperature_site systolic_mmhg diastolic_mmhg pulse_per_min"
    f" respiration_per_min spo2_percent {_OXYGEN}",
    "crs_checked": f"fever hypotension {_OXYGEN} life_threatening accepted_grade because",
    "neuro_checked": "tool ice.orientation ice.naming ice.command ice.writing ice.attention capd consciousness"
    " seizure focal_weakness raised_pressure global_aphasia unable accepted_grade because",
    "check_missed": "what reason",
    "event_graded": "event term category grade scale present_at_baseline related haematological",
    "lab_resulted": "analyte value unit lower_limit upper_limit specimen status source",
    "gvhd_staged": "skin liver upper_gi lower_gi system",
    "mrd_resulted": "method value sensitivity quantitative_range sample cluster_seen",
    "decision_taken": "decision physician findings because",
    "alert_acknowledged": "alert because until",
    "handover_given": "shift severity summary actions if_then",
    "handover_received": "handover read_back",
    "sheet_printed": "sheet based_on knowledge sha256",
    "entry_withdrawn": "withdrawn because",
}
"""Kind -> its own fields; each becomes a column of the view named like the kind (`bag.hours` -> `bag_hours`)."""

_INFUSIONS = """CREATE VIEW infusions AS
WITH flow AS (
    SELECT *, instr('infusion_started bag_changed infusion_paused infusion_resumed infusion_ended', kind) AS rank
    FROM entry
    WHERE kind IN ('infusion_started', 'bag_changed', 'infusion_paused', 'infusion_resumed', 'infusion_ended')
        AND id NOT IN (SELECT id FROM not_in_force)),
start AS (
    SELECT *, lead(happened_utc, 1, '~') OVER (PARTITION BY patient ORDER BY happened_utc, position) AS next_utc
    FROM flow WHERE kind = 'infusion_started'),
part AS (
    SELECT s.position AS start_position, f.*
    FROM start AS s JOIN flow AS f
        ON f.patient = s.patient AND f.happened_utc >= s.happened_utc AND f.happened_utc < s.next_utc)
SELECT s.patient, json_extract(s.body, '$.course') AS course,
    json_extract(s.body, '$.happened_at') AS started_at, s."by" AS started_by,
    json_extract(s.body, '$.dose_micrograms_per_day') AS first_dose_micrograms_per_day,
    (SELECT count(*) FROM part AS p WHERE p.start_position = s.position
        AND json_extract(p.body, '$.bag.label') IS NOT NULL) AS bags,
    (SELECT count(*) FROM part AS p WHERE p.start_position = s.position
        AND p.kind = 'infusion_paused') AS pauses,
    (SELECT json_extract(p.body, '$.happened_at') FROM part AS p WHERE p.start_position = s.position
        AND p.kind = 'infusion_ended' ORDER BY p.happened_utc DESC, p.position DESC LIMIT 1) AS ended_at,
    (SELECT CASE p.kind WHEN 'infusion_paused' THEN 'paused' WHEN 'infusion_ended'
            THEN 'ended: ' || json_extract(p.body, '$.outcome') ELSE 'running' END
        FROM part AS p WHERE p.start_position = s.position AND p.kind <> 'bag_changed'
        ORDER BY p.happened_utc DESC, p.rank DESC, p.position DESC LIMIT 1) AS state_as_charted,
    s.position AS start_position
FROM start AS s"""

_CURRENT_BAGS = """CREATE VIEW current_bags AS
WITH hung AS (
    SELECT e.*, i.course, i.state_as_charted, row_number() OVER (
        PARTITION BY e.patient ORDER BY e.happened_utc DESC, e.position DESC) AS place
    FROM entry AS e JOIN infusions AS i ON i.patient = e.patient
        AND i.state_as_charted IN ('running', 'paused')
        AND e.happened_utc >= (SELECT s.happened_utc FROM entry AS s WHERE s.position = i.start_position)
    WHERE e.kind IN ('infusion_started', 'bag_changed', 'infusion_resumed')
        AND json_extract(e.body, '$.bag.label') IS NOT NULL
        AND e.id NOT IN (SELECT id FROM not_in_force))
SELECT patient, course, state_as_charted, json_extract(body, '$.bag.label') AS bag_label,
    json_extract(body, '$.happened_at') AS hung_at, "by" AS hung_by,
    json_extract(body, '$.dose_micrograms_per_day') AS dose_micrograms_per_day,
    json_extract(body, '$.rate_ml_per_h') AS rate_ml_per_h, json_extract(body, '$.bag.hours') AS bag_hours,
    json_extract(body, '$.bag.volume_ml') AS bag_volume_ml, json_extract(body, '$.bag.use_before') AS use_before
FROM hung WHERE place = 1"""


def apply(connection: Connection) -> None:
    """Make the tables, guards and views."""
    for statement in (*_TABLES, *_guards(), _WITHDRAWN, *_kind_views(), _INFUSIONS, _CURRENT_BAGS):
        connection.execute(statement)


def _guards() -> list[str]:
    made = []
    for table, exists in _GUARD_CONDITIONS.items():
        made += [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, 'append-only: nothing in {table} is changed or deleted'); END"
            for verb in ("UPDATE", "DELETE")
        ]
        made.append(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {exists}"
            f" BEGIN SELECT RAISE(ABORT, 'append-only: nothing in {table} is replaced'); END"
        )
    return made


def _kind_views() -> list[str]:
    made = []
    for kind, names in FIELDS.items():
        own = ", ".join(f"""json_extract(body, '$.{n}') AS "{n.replace(".", "_")}\"""" for n in names.split())
        made.append(
            f"CREATE VIEW {kind} AS SELECT position, id, patient, json_extract(body, '$.happened_at') AS happened_at,"  # noqa: S608
            f" json_extract(body, '$.recorded_at') AS recorded_at, \"by\", {own},"
            f" json_extract(body, '$.note') AS note, id NOT IN (SELECT id FROM not_in_force) AS in_force"
            f" FROM entry WHERE kind = '{kind}'"
        )
    return made

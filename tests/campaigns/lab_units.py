"""Campaign: every spelling of a unit in a file of real results is read for certain or asked about, none guessed.

    python -m tests.campaigns.lab_units lab_subset.csv

The file is the laboratory table of the eICU demo (columns labname, labresulttext, labmeasurenamesystem,
labmeasurenameinterface); it is no part of this project. Prints each spelling with its reading and how many values
could be read; exit status 1 when a certain reading is not of the size of the unit in the database's own heading.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from blin21_desktop.domain.lab_table import Analyte, LabTable
from blin21_desktop.domain.lab_units import certain_unit, read_unit
from blin21_desktop.domain.lab_value import read_value
from tests.rules.looking import KNOWLEDGE

ANALYTES = {
    "WBC x 1000": "leukocytes", "platelets x 1000": "platelets", "Hgb": "haemoglobin", "creatinine": "creatinine",
    "AST (SGOT)": "ast", "ALT (SGPT)": "alt", "alkaline phos.": "alp", "LDH": "ld",
    "total bilirubin": "bilirubin_total", "CRP": "crp", "CRP-hs": "crp", "Ferritin": "ferritin",
    "fibrinogen": "fibrinogen", "-lymphs": "lymphocytes_percent", "-polys": "neutrophils_percent",
    "-bands": "bands_percent",
}  # fmt: skip
"""Names of the eICU tables -> analytes; the others are none of this program's."""


UNDER_ANOTHER_HEADING = {("crp", "mg/l")}
"""What the file's own description says stands under the heading of another unit: read as it is spelt."""


def disagrees(table: LabTable, analyte: Analyte, spelling: str, stated: str) -> bool:
    """Whether a certain reading is of another size than the unit that stands in the heading of the database."""
    reading, heading = certain_unit(table, analyte, spelling), certain_unit(table, analyte, stated)
    if reading is None or heading is None or (analyte.id, spelling.lower()) in UNDER_ANOTHER_HEADING:
        return False
    return analyte.units[reading] != analyte.units[heading]


def counted(path: Path) -> tuple[Counter[tuple[str, str, str]], Counter[bool]]:
    """How often each (analyte, spelling, heading) stands in the file, and how many values have a number."""
    spellings: Counter[tuple[str, str, str]] = Counter()
    numbers: Counter[bool] = Counter()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = ANALYTES.get(row["labname"])
            if name is not None:
                spellings[name, row["labmeasurenameinterface"], row["labmeasurenamesystem"]] += 1
                numbers[read_value(row["labresulttext"]).number is not None] += 1
    return spellings, numbers


def main(path: Path) -> int:
    """Read the file and tell what was found."""
    table = KNOWLEDGE.labs
    spellings, numbers = counted(path)
    readings: Counter[str] = Counter()
    wrong = 0
    for (name, spelling, stated), times in sorted(spellings.items()):
        analyte = table.analytes[name]
        reading = read_unit(table, analyte, spelling)
        bad = disagrees(table, analyte, spelling, stated)
        wrong += bad
        readings[reading.certainty] += 1
        says = f"{reading.certainty} {reading.unit or ''}{f', but the heading says {stated}' if bad else ''}"
        print(f"{name:20} {spelling!r:13} {times:5}  {says}")  # noqa: T201
    print(f"values with a number: {numbers[True]}, without: {numbers[False]}")  # noqa: T201
    print(f"spellings: {dict(readings)}; read as another unit than the heading: {wrong}")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

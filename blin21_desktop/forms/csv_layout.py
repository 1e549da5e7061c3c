"""How a CSV is laid out, as a person chooses it: proposed from the file, typed as headings, saved by the site."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.lab_units import folded_name
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.csv_guess import mapping_for
from blin21_desktop.feeds.csv_mapping import ISO, NEEDED_WIDE, ROLES, CsvMapping, faults
from blin21_desktop.forms.csv_wide import proposed_lines, read_lines, wide_lines
from blin21_desktop.forms.fields import Ask, Field, Option, Typed

ENCODING, DELIMITER, DATES, BIRTHS, UNITS, ANALYTES, NAME, WIDE = (
    "encoding", "delimiter", "date_format", "birth_format", "units", "analytes", "id", "wide",
)  # fmt: skip
PREVIEW_ROWS = 3
ENCODED = (
    Option("utf-8-sig", say("UTF-8")),
    Option("cp932", say("Shift_JIS (Windows)")),
    Option("euc_jp", say("EUC-JP")),
    Option("utf-16", say("UTF-16")),
)
PARTED = (Option(",", say("comma")), Option("\t", say("tab")), Option(";", say("semicolon")))
DATE_FORMS = ("%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y%m%d%H%M%S", "%Y%m%d", "%d.%m.%Y %H:%M", ISO)
SHOWN = {
    "%Y/%m/%d %H:%M": "2026/11/23 06:10", "%Y-%m-%d %H:%M": "2026-11-23 06:10", "%Y/%m/%d": "2026/11/23",
    "%Y%m%d%H%M%S": "20261123061000", "%Y%m%d": "20261123", "%d.%m.%Y %H:%M": "23.11.2026 06:10",
    ISO: "2026-11-23T06:10+09:00", "%Y-%m-%d": "2026-11-23", "%d.%m.%Y": "23.11.2026",
}  # fmt: skip
BIRTH_FORMS = ("%Y/%m/%d", "%Y-%m-%d", "%Y%m%d", "%d.%m.%Y")
NAMES: dict[str, Text] = {
    "patient_id": say("Patient's number"), "family_name": say("Family name"), "given_name": say("Given name"),
    "name": say("Whole name"), "kana": say("Kana"), "birth_date": say("Birth date"), "sex": say("Sex"),
    "collected": say("Collected"), "collected_time": say("Time, where it stands alone"), "code": say("Code"),
    "analyte": say("Name of the analyte"), "value": say("Value"), "unit": say("Unit"), "reference": say("Reference"),
    "lower": say("Lower limit"), "upper": say("Upper limit"), "flag": say("Flag"), "status": say("Status"),
    "specimen": say("Specimen"), "specimen_number": say("Number of the specimen"), "order": say("Number of the order"),
}  # fmt: skip
"""Role of a column -> its name."""
_NEEDED = frozenset(NEEDED_WIDE)


def fields() -> tuple[Field, ...]:
    """The questions."""
    dates = tuple(Option(form, say("{example}", example=SHOWN[form])) for form in DATE_FORMS)
    births = tuple(Option(form, say("{example}", example=SHOWN[form])) for form in BIRTH_FORMS)
    return (
        Field(key=NAME, label=say("Name of the layout"), note=say("such as the laboratory's name")),
        Field(key=ENCODING, label=say("Encoding"), ask=Ask.CHOICE, options=ENCODED),
        Field(key=DELIMITER, label=say("Between the cells"), ask=Ask.CHOICE, options=PARTED),
        *(Field(key=role, label=NAMES[role], optional=role not in _NEEDED) for role in ROLES),
        Field(key=DATES, label=say("Times look like"), ask=Ask.CHOICE, options=dates),
        Field(key=BIRTHS, label=say("Birth dates look like"), ask=Ask.CHOICE, options=births),
        Field(key=ANALYTES, label=say("What the names mean"), ask=Ask.LONG, optional=True,
              note=say("one a line: name in the file = analyte, such as WBC = leukocytes")),
        Field(key=UNITS, label=say("Units, where no column has them"), ask=Ask.LONG, optional=True,
              note=say("one a line: name in the file = unit")),
        Field(key=WIDE, label=say("Columns of one analyte each"), ask=Ask.LONG, optional=True,
              note=say("where a row is a sample; one a line: heading = analyte, unit, such as WBC = leukocytes, /uL")),
    )  # fmt: skip


def proposed(data: bytes, saved: CsvMapping | None, table: LabTable) -> dict[str, str]:
    """What the fields hold at first: the layout that was used, else what the file looks like."""
    layout = saved or mapping_for(data)[0]
    said = {NAME: saved.id if saved is not None else "", ENCODING: layout.encoding, DELIMITER: layout.delimiter}
    cells = _rows(data, layout)
    names = dict.fromkeys(_column(cells, layout.columns.get("analyte", "")))
    known = {name: layout.analytes.get(name) or _meant(name, table) for name in names}
    return {
        **said,
        **layout.columns,
        DATES: layout.date_format
        if saved is not None
        else _form(cells, layout.columns.get("collected", ""), DATE_FORMS),
        BIRTHS: _form(cells, layout.columns.get("birth_date", ""), BIRTH_FORMS),
        ANALYTES: "\n".join(f"{name} = {analyte}" for name, analyte in known.items()),
        UNITS: "\n".join(f"{name} = {unit}" for name, unit in layout.units.items()),
        WIDE: wide_lines(layout) if saved is not None else _wide(cells, layout, table),
    }


def preview(data: bytes) -> tuple[str, ...]:
    """The heading and the first rows, as the file has them."""
    layout = mapping_for(data)[0]
    return tuple(" | ".join(row) for row in _rows(data, layout)[: PREVIEW_ROWS + 1])


def layout_of(typed: Typed, table: LabTable) -> CsvMapping | dict[str, Text]:
    """The layout as typed, or what is wrong by field."""
    problems: dict[str, Text] = {}
    if not typed.get(NAME, "").strip():
        problems[NAME] = say("Give it a name.")
    analytes = _pairs(typed.get(ANALYTES, ""))
    read = read_lines(typed.get(WIDE, ""), table)
    wide, meant = ({}, {}) if isinstance(read, Text) else read
    if isinstance(read, Text):
        problems[WIDE] = read
    unknown = sorted(set(analytes.values()) - set(table.analytes) - {""})
    if unknown:
        problems[ANALYTES] = say("no analyte is called {these}", these=", ".join(unknown))
    dates = typed.get(DATES, "")
    parted = "%H" not in dates and dates != ISO and typed.get("collected_time", "").strip()
    made = CsvMapping(
        id=typed.get(NAME, "").strip(),
        encoding=typed.get(ENCODING, ""),
        delimiter=typed.get(DELIMITER, ""),
        columns={role: typed[role].strip() for role in ROLES if typed.get(role, "").strip()},
        date_format=dates,
        time_format="%H:%M" if parted else "",
        birth_format=typed.get(BIRTHS, "") or BIRTH_FORMS[0],
        wide=wide,
        analytes={**{name: analyte for name, analyte in analytes.items() if analyte}, **meant},
        units=_pairs(typed.get(UNITS, "")),
    )
    wrong = faults(made)
    if wrong and not problems:
        problems[NAME] = wrong[0]
    return problems or made


def _wide(rows: list[list[str]], layout: CsvMapping, table: LabTable) -> str:
    """Where no column holds names and values, the headings that name analytes."""
    if not rows or {"analyte", "value"} & layout.columns.keys():
        return ""
    taken = set(layout.columns.values())
    return proposed_lines((heading for heading in rows[0] if heading not in taken), table)


def _rows(data: bytes, layout: CsvMapping) -> list[list[str]]:
    text = data.decode(layout.encoding, errors="replace")
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=layout.delimiter)]
    except csv.Error:
        return []


def _column(rows: list[list[str]], heading: str) -> Iterable[str]:
    place = rows[0].index(heading) if rows and heading in rows[0] else None
    return () if place is None else (row[place] for row in rows[1:] if len(row) > place and row[place])


def _form(rows: list[list[str]], heading: str, forms: tuple[str, ...]) -> str:
    """The first form that looks like the first cell of a column: as many digits at the same places."""
    first = next(iter(_column(rows, heading)), "")
    like = "".join("0" if sign.isdigit() else sign for sign in first)
    return next((form for form in forms if "".join("0" if s.isdigit() else s for s in SHOWN[form]) == like), "")


def _meant(name: str, table: LabTable) -> str:
    """The one analyte that has this name; "" for none or several."""
    found = [analyte.id for analyte in table.analytes.values() if folded_name(name) in analyte.names]
    return found[0] if len(found) == 1 else ""


def _pairs(text: str) -> dict[str, str]:
    lines = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name.strip(): what.strip() for name, _, what in lines if name.strip()}

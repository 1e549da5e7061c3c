"""A wide CSV, one row a sample and one column an analyte, as a person says it: "WBC = leukocytes, /uL" a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from blin21_desktop.domain.lab_table import LabTable
from blin21_desktop.domain.lab_units import folded_name, read_unit
from blin21_desktop.domain.text import Text, say
from blin21_desktop.feeds.csv_mapping import CsvMapping, WideColumn

_WITH_UNIT = re.compile(r"(.+?)\s*[(\[（［]\s*([^()\[\]（）［］]+?)\s*[)\]）］]")


def wide_lines(layout: CsvMapping) -> str:
    """The columns of a saved layout as lines."""
    return "\n".join(
        f"{heading} = {layout.analytes.get(column.name, '')}, {column.unit}" for heading, column in layout.wide.items()
    )


def proposed_lines(headings: Iterable[str], table: LabTable) -> str:
    """The headings that name one analyte of the table, with the unit they say in brackets; a person fills the rest."""
    found = ((heading, _meant(heading, table)) for heading in headings)
    return "\n".join(f"{heading} = {meant[0]}, {meant[1]}" for heading, meant in found if meant is not None)


def _meant(heading: str, table: LabTable) -> tuple[str, str] | None:
    split = _WITH_UNIT.fullmatch(heading)
    name, unit = (split[1], split[2]) if split else (heading, "")
    for spelt, said in ((name, unit), (heading, "")):
        named = [each for each in table.analytes.values() if folded_name(spelt) in each.names]
        fitting = [each.id for each in named if not said or read_unit(table, each, said).unit is not None]
        if len(fitting) == 1:
            return fitting[0], said
    return None


def read_lines(text: str, table: LabTable) -> tuple[Mapping[str, WideColumn], Mapping[str, str]] | Text:
    """Heading -> column, and heading -> analyte; or what is wrong. A line without an analyte says nothing."""
    columns: dict[str, WideColumn] = {}
    analytes: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        heading, sign, what = (part.strip() for part in line.rpartition("="))
        analyte, comma, unit = (part.strip() for part in what.partition(","))
        if not (sign and heading and comma):
            return say("{line}: write heading = analyte, unit", line=line.strip())
        if not analyte:
            continue
        if analyte not in table.analytes:
            return say("no analyte is called {these}", these=analyte)
        if not unit:
            return say("{heading}: say its unit, such as {unit}", heading=heading, unit=table.analytes[analyte].unit)
        columns[heading], analytes[heading] = WideColumn(heading, unit), analyte
    return columns, analytes

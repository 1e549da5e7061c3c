"""A first proposal of how a CSV is laid out, for a person to look at; the program's own layout needs none."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace

from blin21_desktop.feeds.csv_mapping import DELIMITERS, ENCODINGS, ISO, CsvMapping

OWN = CsvMapping(
    id="blin21",
    date_format=ISO,
    birth_format=ISO,
    analyte_ids=True,
    columns={
        "patient_id": "hospital_id", "family_name": "family_name", "given_name": "given_name", "kana": "kana",
        "birth_date": "birth_date", "sex": "sex", "collected": "collected_at", "code": "code", "analyte": "analyte",
        "value": "value", "unit": "unit", "lower": "lower_limit", "upper": "upper_limit", "specimen": "specimen",
        "specimen_number": "specimen_number", "order": "order", "status": "status",
    },
)  # fmt: skip
"""The layout of the help page: these headings, ISO times, ids of analytes. A file need not have every column."""
OWN_NEEDED = frozenset({"hospital_id", "birth_date", "sex", "collected_at", "analyte", "value", "unit"})

HEADINGS = {
    "patient_id": ("patient_id", "hospital_id", "patientid", "mrn", "id", "患者id", "患者番号", "カルテ番号"),
    "family_name": ("family_name", "last name", "姓"),
    "given_name": ("given_name", "first name", "名"),
    "name": ("name", "patient name", "氏名", "患者名", "患者氏名"),
    "kana": ("kana", "カナ", "カナ氏名", "フリガナ", "患者カナ氏名"),
    "birth_date": ("birth_date", "birthdate", "dob", "生年月日"),
    "sex": ("sex", "gender", "性別"),
    "collected": ("collected_at", "collected", "collection date", "採取日時", "採血日時", "採取日", "採血日", "検査日"),
    "collected_time": ("collection time", "採取時刻", "採血時刻", "採取時間", "採血時間"),
    "code": ("code", "項目コード", "検査コード", "jlac10"),
    "analyte": ("analyte", "test", "item", "検査項目", "項目名", "検査項目名", "項目名称"),
    "value": ("value", "result", "結果", "結果値", "検査結果"),
    "unit": ("unit", "units", "単位"),
    "reference": ("reference", "reference range", "基準値", "基準範囲"),
    "lower": ("lower_limit", "low", "下限", "基準値下限", "下限値"),
    "upper": ("upper_limit", "high", "上限", "基準値上限", "上限値"),
    "flag": ("flag", "h/l", "判定", "異常フラグ"),
    "status": ("status", "状態", "結果状態"),
    "specimen": ("specimen", "材料", "検体", "材料名"),
    "specimen_number": ("specimen_number", "accession", "検体番号"),
    "order": ("order", "order number", "オーダ番号", "依頼番号"),
}
"""Role -> headings it usually has, folded (NFKC, lower case)."""


def mapping_for(data: bytes) -> tuple[CsvMapping, bool]:
    """A mapping and whether it is certain: the program's own layout is, everything else is a proposal."""
    encoding = next((one for one in ENCODINGS if _decodes(data, one)), ENCODINGS[0])
    text = data.decode(encoding, errors="replace")
    line = next(iter(text.splitlines()), "")
    delimiter = max(DELIMITERS, key=line.count)
    headings = _headings(line, delimiter)
    if set(headings) >= OWN_NEEDED:
        columns = {role: heading for role, heading in OWN.columns.items() if heading in headings}
        return replace(OWN, encoding=encoding, delimiter=delimiter, columns=columns), True
    folded = {_fold(heading): heading for heading in headings}
    columns = {
        role: next(folded[name] for name in names if name in folded)
        for role, names in HEADINGS.items()
        if any(name in folded for name in names)
    }
    return CsvMapping(id="proposed", encoding=encoding, delimiter=delimiter, columns=columns), False


def _headings(line: str, delimiter: str) -> list[str]:
    try:
        return [heading.strip() for heading in next(csv.reader(io.StringIO(line), delimiter=delimiter), [])]
    except csv.Error:  # a line longer than any heading
        return []


def _decodes(data: bytes, encoding: str) -> bool:
    if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    try:
        return "\0" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False


def _fold(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).strip().casefold()

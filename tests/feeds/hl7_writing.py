"""A writer of synthetic HL7 files, from the format rules: two invented patients of the training ward, no real one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from blin21_desktop.feeds.hl7_results import Site
from tests.making import TOKYO

SITE = Site(zone=TOKYO)
_HALF_WIDTH = re.compile("[｡-ﾟ]+")
_RUNS = re.compile("[\x00-\x7f]+|[｡-ﾟ]+|[^\x00-\x7f｡-ﾟ]+")


@dataclass(frozen=True, kw_only=True)
class Person:
    """A synthetic patient as PID gives them."""

    id: str = "9900013"
    kanji: str = "駿河^葵"
    kana: str = "スルガ^アオイ"
    born: str = "20210401"
    sex: str = "M"


SURUGA = Person()
HARUNA = Person(id="9900021", kanji="榛名^双葉", kana="ハルナ^フタバ", born="20140509", sex="F")


@dataclass(frozen=True, kw_only=True)
class Result:
    """One OBX."""

    code: str = "2A990000001930952^白血球数^JC10"
    value: str = "3200"
    type: str = "NM"
    unit: str = "/uL^/uL^ISO+"
    reference: str = "3300-8600"
    flags: str = ""
    status: str = "F"
    observed: str = ""
    sub_id: str = ""
    notes: tuple[str, ...] = ()


CBC = (
    Result(),
    Result(
        code="2A990000001930953^Hb^JC10^W02^ヘモグロビン^99LAB",
        value="8.9",
        unit="g/dL^g/dL^ISO+",
        flags="L",
        reference="11.5-14.5",
    ),
    Result(
        code="2A050000001930101^血小板^JC10", value="4.1", unit="万/μL^万/μL^99UNT", reference="15.8-34.8", flags="L~A"
    ),
)
CHEMISTRY = (
    Result(code="3B045000002327201^ALT^JC10", value="31", unit="U/L^U/L^ISO+", reference="^^40"),
    Result(code="5C070000002306201^CRP^JC10", value="< 0.02", type="ST", unit="mg/dL", reference="<=0.14"),
)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One order with its specimen and results."""

    results: Sequence[Result] = CBC
    order: str = "000000011000354"
    filler: str = ""
    specimen: str = "S1||019^全血（添加物入り）^JC10"
    collected: str = "20261123103000"
    panel_status: str = "F"
    reported: str = "20261123120000"
    begun: str = ""
    notes: tuple[str, ...] = ()
    extra: tuple[str, ...] = field(default=())

    def spm(self, number: int) -> str:
        second, _, rest = self.specimen.partition("|")
        fields = ["SPM", str(number), second, *rest.split("|")]
        return "|".join([*fields, *[""] * (17 - len(fields)), self.collected])

    def orc(self) -> str:
        return f"ORC|SC|{self.order}|{self.filler}"

    def obr(self, number: int) -> str:
        fields = {
            2: self.order,
            3: self.filler,
            4: "1^血算^99LAB",
            7: self.begun,
            22: self.reported,
            25: self.panel_status,
        }
        return "|".join(["OBR", str(number), *(fields.get(place, "") for place in range(2, 26))])

    def obx(self) -> list[str]:
        rows = []
        for number, result in enumerate(self.results, 1):
            fields = [
                result.type,
                result.code,
                result.sub_id,
                result.value,
                result.unit,
                result.reference,
                result.flags,
            ]
            last = ["", "", result.status, "", "", result.observed]
            rows += ["|".join(["OBX", str(number), *fields, *last]), *(f"NTE|1||{note}" for note in result.notes)]
        return rows


def msh(kind: str = "OUL^R22^OUL_R22", *, charset: str = "~ISO IR87", marks: str = "^~\\&", number: int = 1) -> str:
    head = f"MSH|{marks}|LIS|HOSP|GW|RCV|20261123121500.736||{kind}|{number:014}|P|2.5||||||{charset}||ISO2022-1994"
    return head + "|SS-MIX2_1.20^SS-MIX2^1.2.392.200250.2.1.100.1.2.120^ISO"


def pid(person: Person = SURUGA) -> str:
    names = f"{person.kanji}^^^^^L^I~{person.kana}^^^^^L^P"
    return f"PID|0001||{person.id}^^^^PI||{names}||{person.born}|{person.sex}"


def oul(panels: Sequence[Panel] = (Panel(),), person: Person = SURUGA, head: str | None = None) -> list[str]:
    """As stored in SS-MIX2: the specimen first, then OBR, ORC and the results."""
    rows = [head or msh(), pid(person), "PV1|0001|I|32^703^1"]
    for number, panel in enumerate(panels, 1):
        rows += [panel.spm(number), panel.obr(number), panel.orc(), *_notes(panel), *panel.obx(), *panel.extra]
    return rows


def oru(panels: Sequence[Panel] = (Panel(),), person: Person = SURUGA, head: str | None = None) -> list[str]:
    """ORU^R01: ORC and OBR first, the specimen after the results it describes."""
    rows = [head or msh("ORU^R01^ORU_R01"), pid(person)]
    for number, panel in enumerate(panels, 1):
        rows += [panel.orc(), panel.obr(number), *_notes(panel), *panel.obx(), panel.spm(number), *panel.extra]
    return rows


def adt(person: Person = SURUGA) -> list[str]:
    return [msh("ADT^A08^ADT_A01"), "EVN||20261123090000", pid(person), "PV1|0001|N"]


def _notes(panel: Panel) -> list[str]:
    return [f"NTE|1||{note}" for note in panel.notes]


def text(rows: Sequence[str], end: str = "\r") -> str:
    return "".join(row + end for row in rows)


def batch(*messages: Sequence[str], count: int | None = None) -> list[str]:
    """Messages in a file of one batch, with the counts of its trailers."""
    rows = ["FHS|^~\\&|LIS", "BHS|^~\\&|LIS"]
    for message in messages:
        rows += message
    return [*rows, f"BTS|{len(messages) if count is None else count}", "FTS|1"]


def iso2022(source: str, *, roman: bool = False) -> bytes:
    """ISO-2022-JP as unconverted sites write it: NEC signs and IBM kanji in two bytes, half-width kana by ESC ( I."""
    single = b"\x1b(J" if roman else b"\x1b(B"
    found = b""
    for run in _RUNS.findall(source):
        if run.isascii():
            found += run.encode("ascii")
        elif _HALF_WIDTH.fullmatch(run):
            found += b"\x1b(I" + bytes(byte & 0x7F for byte in run.encode("cp932")) + single
        else:
            found += b"\x1b$B" + b"".join(map(_two_bytes, run)) + single
    return found


def _two_bytes(sign: str) -> bytes:
    plain = sign.encode("euc_jp", "ignore")
    if len(plain) == len(b"2 "):
        return bytes(byte & 0x7F for byte in plain)
    return _NEC_OF_IBM.get(sign) or _jis(*sign.encode("cp932"))


def _jis(lead: int, trail: int) -> bytes:
    """CP932 to the 94 × 94 grid by counting cells."""
    plane = (lead - 0x81 if lead < 0xA0 else lead - 0xC1) * 188
    cell = plane + trail - 0x40 - (trail > 0x7F)
    return bytes((0x21 + cell // 94, 0x21 + cell % 94))


_NEC_OF_IBM = {"髙": bytes((0x7C, 0x62)), "﨑": bytes((0x79, 0x75))}
"""Where NEC's selection of IBM's kanji has them; Python's CP932 writes IBM's own place, beyond the grid."""

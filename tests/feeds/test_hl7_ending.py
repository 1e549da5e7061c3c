"""Is the file whole? What speaks for a cut, what proves the end, and every position at which a file can be cut."""

import pytest

from blin21_desktop.feeds import hl7_results
from blin21_desktop.feeds.received import ReadFile
from tests.feeds.hl7_writing import (
    CBC,
    CHEMISTRY,
    HARUNA,
    SITE,
    Panel,
    Result,
    batch,
    iso2022,
    msh,
    oru,
    oul,
    pid,
    text,
)


def read(source: str | bytes) -> ReadFile:
    return hl7_results.read(source.encode() if isinstance(source, str) else source, "f", SITE)


def missing(source: str) -> list[str]:
    file = read(source)
    assert file.complete is not bool(file.missing)
    return [why.template for why in file.missing]


def numbered(*numbers: object) -> str:
    return text([*oul()[:5], *(f"OBX|{number}|NM|A||1||||||F" for number in numbers)])


def test_a_plain_message_is_whole_as_far_as_anybody_can_see_and_says_what_to_compare() -> None:
    file = read(text(oul()))
    assert file.complete
    assert file.unproven is not None
    assert file.unproven.values["count"] == 3
    assert file.unproven.values["last"] == file.results[0].collected_at
    later = read(text(oul([Panel(collected="20261123235900"), Panel()])))
    assert later.unproven is not None
    assert later.unproven.values["last"] == later.results[0].collected_at
    without_times = read(text(oul([Panel(collected="")])))
    assert without_times.unproven is not None
    assert without_times.unproven.values == {"count": 3}


@pytest.mark.parametrize(
    "source",
    [
        text(batch(oul(), oru())),
        text(batch(oul())[1:-1]),
        text([*batch(oul())[:-2], "BTS", "FTS"]),
        "\x0b" + text(oul()) + "\x1c\r",
        "\x0b" + text(oul()) + "\x1c",
        ("\x0b" + text(oul()) + "\x1c\r") * 2,
        text([*batch(oul()), *batch(oul())]),
    ],
)
def test_a_trailer_or_a_frame_proves_the_end(source: str) -> None:
    file = read(source)
    assert (file.complete, file.missing, file.unproven) == (True, (), None)


@pytest.mark.parametrize(
    "source",
    [
        text([*batch(oul()), *oul()]),
        text(oul()) + "\x0b" + text(oul()) + "\x1c\r",
        text(batch(oul())) + text(oul()),
    ],
)
def test_a_message_beside_the_batch_or_the_frame_is_not_proven(source: str) -> None:
    file = read(source)
    assert file.complete
    assert file.unproven is not None


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        (text(oul())[:-1], "The last line has no end"),
        (text(oul(), "\r\n")[:-1], "The last line has no end"),
        ("\x0b" + text(oul()), "The frame"),
        (text(oul()) + "\x1c\r", "The frame"),
        (text(batch(oul())[:-1]), "The trailer that belongs"),
        (text(batch(oul())[:-2]), "The trailer that belongs"),
        (text([*batch(oul())[:-2], "FTS|0"]), "The trailer {name} has no header"),
        (text(batch(oul())[1:]), "The trailer {name} has no header"),
        (text([*oul(), "BTS|1"]), "The trailer {name} has no header"),
        (text(batch(oul(), count=2)), "The trailer {name} promises"),
        (text(batch(oul(), oul(), count=1)), "The trailer {name} promises"),
        (text([*batch(oul())[:-1], "FTS|2"]), "The trailer {name} promises"),
        (text([*batch(oul())[:-2], "BTS|one", "FTS|1"]), "The trailer {name} promises"),
        (text([*batch(oul())[:-2], "BTS|" + "1" * 5000, "FTS|1"]), "The trailer {name} promises"),
        (text([*oul(), "DSC|17|I"]), "Message {number:number} says that it goes on"),
        (text(oul()[:2]), "Message {number:number} ends before"),
        (text(oul()[:4]), "Message {number:number} ends before"),
        (text(oul()[:6]), "Message {number:number} ends before"),
        (text([*oul(), Panel().spm(2)]), "Message {number:number} ends before"),
        (text(oru()[:4]), "Message {number:number} ends before"),
        (numbered(1, 2, 4), "Message {number:number}: result"),
        (numbered(2, 3), "Message {number:number}: result"),
        (text([*oul(), "OBR|2", "OBX|5|NM|A||1||||||F"]), "Message {number:number}: result"),
        ("PID|1\r", "The file holds no message"),
        (text(["FHS|^~\\&", "BHS|^~\\&", "BTS|0", "FTS|1"]), "The file holds no message"),
    ],
)
def test_each_evidence_of_a_cut(source: str, begins: str) -> None:
    assert any(template.startswith(begins) for template in missing(source)), missing(source)


@pytest.mark.parametrize(
    "source",
    [
        text([*oul(), "DSC"]),
        text([*oul(), Panel(panel_status="I").spm(2), Panel(panel_status="I").obr(2)]),
        text([msh("ORU^R01"), pid(), Panel(panel_status="X").obr(1)]),
        text(oru()),
        text([msh("ADT^A08"), pid()]),
        numbered(1, 2, 3),
        numbered("0001", "0002"),
        numbered(5, 6, 8, 7, 1),
        numbered(2, 3, 1, 1, 5),
        numbered(1, 1, 1),
        numbered("", ""),
        numbered(1, "a", 7),
        numbered(1, 2, "9" * 5000),
        text([*oul(), "OBR|2", "OBX|4|NM|A||1||||||F", "OBX|5|NM|A||1||||||F"]),
    ],
)
def test_what_is_no_evidence_of_a_cut(source: str) -> None:
    assert missing(source) == []


LONG = [Panel(notes=("溶血あり",)), Panel(results=(*CHEMISTRY, Result(notes=("再検済み",))), order="2")]
FILES = {
    "stored": iso2022(text(oul(LONG))),
    "windows": text(oru(LONG, head=msh("ORU^R01", charset="SJIS")), "\r\n").encode("cp932"),
    "unix": text(oru(LONG), "\n").encode(),
    "framed": b"\x0b" + text(oul(LONG)).encode() + b"\x1c\r",
    "batch": iso2022(text(batch(oul(), oul([Panel(results=CBC[:1])], HARUNA)))),
    "two messages": text([*oul(), *oru()]).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_anywhere_never_passes_for_whole_with_fewer_results(name: str) -> None:
    """But for a plain message cut between two segments: nothing in it can show the cut, so its end is not proven."""
    data = FILES[name]
    whole = read(data)
    assert whole.complete
    plain = name not in ("framed", "batch")
    passed = 0
    for length in range(len(data)):
        cut = read(data[:length])
        if cut.complete and cut.results != whole.results:
            assert plain, length
            assert cut.unproven is not None
            assert data[length - 1 : length] in (b"\r", b"\n")
            passed += 1
    assert passed <= data.count(b"\r") + data.count(b"\n")
    assert (passed > 0) is plain

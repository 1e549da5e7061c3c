"""The grammar of HL7: separators, escapes, line ends, and lines that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds import hl7
from blin21_desktop.feeds.hl7 import Marks, Message
from tests.feeds.hl7_writing import batch, msh, oul, text

MARKS = Marks("|", "^", "~", "\\", "&")


def parsed(source: str) -> tuple[list[list[str]], list[str]]:
    """Names of the segments of each message, and why each unread line is none."""
    lines = hl7.lines(source, "f")
    messages = [[segment.name for segment in part.segments] for part in lines.parts if isinstance(part, Message)]
    return messages, [unread.why.template for unread in lines.unread]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_end_gives_the_same_segments(end: str) -> None:
    names = [row[:3] for row in oul()]
    assert parsed(text(oul(), end)) == ([names], [])
    assert parsed(text(oul(), end) + end + "  " + end) == ([names], [])


def test_a_frame_stands_outside_the_segments() -> None:
    assert parsed("\x0b" + text(oul()) + "\x1c\r\x0b" + text(oul()) + "\x1c\r") == (
        [[row[:3] for row in oul()]] * 2,
        [],
    )


def test_fields_are_counted_as_the_standard_counts_them() -> None:
    (message,) = hl7.lines(text(oul()), "f").parts
    assert isinstance(message, Message)
    header, pid = message.segments[:2]
    assert [header.field(number) for number in (0, 1, 2, 3, 12, 18, 99)] == [
        "MSH", "|", "^~\\&", "LIS", "2.5", "~ISO IR87", "",
    ]  # fmt: skip
    assert header.text(9, 2) == "R22"
    assert (pid.text(3), pid.text(3, 5), pid.text(3, 6), pid.text(5, 2)) == ("9900013", "PI", "", "葵")
    assert pid.repetitions(5) == ["駿河^葵^^^^^L^I", "スルガ^アオイ^^^^^L^P"]
    assert [segment.part for segment in message.segments[-3:]] == ["OBX 1", "OBX 2", "OBX 3"]


def test_a_message_names_its_own_separators() -> None:
    source = "MSH#*%!@#LIS\rOBX#1#ST#A*B%C*D#x!S!y@z|^#\r"
    (message,) = hl7.lines(source, "f").parts
    assert isinstance(message, Message)
    obx = message.segments[1]
    assert obx.marks == Marks("#", "*", "%", "!", "@")
    assert obx.repetitions(3) == ["A*B", "C*D"]
    assert hl7.plain(obx.field(4), obx.marks) == "x*y@z|^"


@pytest.mark.parametrize("header", ["MSH|^~\\&#|LIS", "MSH|^~¥&|LIS", "MSH|^~\\&"])
def test_a_fifth_separator_a_yen_and_a_bare_header_are_read(header: str) -> None:
    assert parsed(header + "\rOBX|1\r") == ([["MSH", "OBX"]], [])


@pytest.mark.parametrize(
    "header", ["MSH", "MSH|", "MSH|^~\\", "MSH|^~\\&#$|", "MSH|^^\\&|", "MSH|^~|&|", "MSH|a~\\&|", "MSH ^~\\&"]
)
def test_a_broken_header_takes_its_message_with_it_in_one_sentence(header: str) -> None:
    messages, why = parsed(header + "\rOBX|1\rOBX|2\r" + text(oul()))
    assert messages == [[row[:3] for row in oul()]]
    assert len(why) == 1
    assert why[0].startswith("The header")


def test_lines_that_are_no_segment_are_told_each() -> None:
    rows = [*oul(), "continued text", "obx|1", "OBX 1", " OBX|1", "OBX|1"]
    messages, why = parsed("PID|1\r" + text(rows))
    assert messages == [[row[:3] for row in oul()] + ["OBX"]]
    assert [template[:28] for template in why] == ["The line stands outside a me"] + [
        "The line is no segment: it d"
    ] * 4


def test_a_line_after_a_trailer_stands_outside() -> None:
    messages, why = parsed(text([*batch(oul()), "OBX|9"]))
    assert messages == [[row[:3] for row in oul()]]
    assert len(why) == 1


def test_a_trailer_with_letters_after_its_name_is_none() -> None:
    messages, why = parsed(text([*batch(oul())[:-1], "FTSS|1"]))
    assert (len(messages), len(why)) == (1, 1)


def test_the_place_of_an_unread_line_names_message_and_line() -> None:
    (unread,) = hl7.lines(text([*oul(), *oul(), "x" * 2000]), "folder/file").unread
    assert (unread.at.file, unread.at.message, unread.at.part, len(unread.at.raw)) == ("folder/file", 2, "xxx", 1000)


@pytest.mark.parametrize("more", [0, 1])
def test_a_segment_has_a_longest_length(more: int) -> None:
    row = "OBX|1|ST|A||" + "9" * (hl7.LONGEST_SEGMENT - 12 + more)
    messages, why = parsed(text([msh(), row]))
    assert messages == [["MSH", *["OBX"][: 1 - more]]]
    assert len(why) == more


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_has_a_largest_count_of_lines(more: int) -> None:
    messages, why = parsed(text([msh(), *["OBX|1"] * (hl7.MOST_SEGMENTS - 1 + more)]))
    assert len(messages) == 1 - more
    assert len(why) == more


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("\\F\\\\S\\\\T\\\\R\\\\E\\", "|^&~\\"),
        ("50\\S\\2", "50^2"),
        ("\\E\\F\\E\\", "\\F\\"),
        ("a\\.br\\b\\.sp+2\\c\\.ce\\d", "a\nb\nc\nd"),
        ("\\H\\high\\N\\\\.in+4\\\\.fi\\", "high"),
        ("\\X41\\\\X0D0A\\\\X0D\\\\X09\\b", "A\n\n\tb"),
        ("\\X00\\\\XE9\\\\X1B2442\\", "\\X00\\\\XE9\\\\X1B2442\\"),  # no text, or of a character set nobody names
        ("\\X4\\\\XZZ\\\\Z1\\\\C2842\\\\f\\", "\\X4\\\\XZZ\\\\Z1\\\\C2842\\\\f\\"),
        ("50\\", "50\\"),
        ("\\\\F\\", "\\|"),
        ("¥F¥ ¥100 ¥T\\", "| ¥100 &"),
        ('""', ""),
        ('  ""  ', ""),
        ('" "', '" "'),
        ("  3 200　", "3 200"),
    ],
)
def test_escapes(escaped: str, plain: str) -> None:
    assert hl7.plain(escaped, MARKS) == plain


@given(st.text(st.characters(codec="utf-8", exclude_characters="¥\r\n"), max_size=30))
def test_what_is_escaped_reads_back(source: str) -> None:
    escaped = source.replace("\\", "\\E\\")
    for sign, letter in zip("|^&~", "FSTR", strict=True):
        escaped = escaped.replace(sign, f"\\{letter}\\")
    assert hl7.plain(escaped, MARKS) == ("" if source.strip() == '""' else source.strip())

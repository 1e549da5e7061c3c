"""SS-MIX2: paths and names, which file of a set counts, and what the whole synthetic tree gives."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blin21_desktop.feeds import ssmix2, ssmix2_files
from blin21_desktop.feeds.received import Identity, ReadFile, Unread
from blin21_desktop.feeds.ssmix2 import Chosen, SetKey, Stored
from tests.feeds.hl7_writing import HARUNA, SITE, SURUGA, adt, msh, oul, pid, text
from tests.feeds.ssmix2_tree import path, stored, tree, written

NAME = "9900013_20261123_OML-11_000000011000354_20261123103059000_01_1"


def put(*parts: str) -> Stored:
    file = ssmix2.placed(parts)
    assert isinstance(file, Stored)
    return file


def refused(*parts: str) -> str:
    file = ssmix2.placed(parts)
    assert isinstance(file, Unread)
    assert file.at.file == "/".join(parts)
    return file.why.template


def test_a_file_tells_itself_by_its_place_and_name() -> None:
    parts = path()
    assert parts == ("990", "001", "9900013", "20261123", "OML-11", NAME)
    assert put(*parts) == Stored(
        path="990/001/9900013/20261123/OML-11/" + NAME,
        path_id="9900013",
        key=SetKey("9900013", "20261123", "OML-11", "000000011000354"),
        timestamp="20261123103059000",
        department="01",
        flag="current",
    )


@pytest.mark.parametrize(("flag", "meaning"), [("1", "current"), ("2", "superseded"), ("0", "deleted")])
def test_the_flag(flag: str, meaning: str) -> None:
    assert put(*path(flag=flag)).flag == meaning


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        (NAME[:-1] + "3", "The flag"),
        (NAME + ".hl7", "The flag"),
        (NAME[:-2], "The name must have"),
        (NAME + "_1", "The name must have"),
        ("", "The name must have"),
        (NAME.replace("103059000", ""), "The name must begin"),
        (NAME.replace("103059000", "1030590001"), "The name must begin"),
        (NAME.replace("9900013", "9"), "The name must begin"),
        (NAME.replace("9900013", "99/0013"), "The name must begin"),
        (NAME.replace("_20261123_", "_2026-11-23_"), "The name must begin"),
        ("main_document.hl7", "The extended storage"),
    ],
)
def test_a_name_by_other_rules_says_what_is_wrong(name: str, begins: str) -> None:
    assert refused(*path()[:5], name).startswith(begins)


def test_a_place_by_other_rules_says_what_is_wrong() -> None:
    assert refused(*path()[:5], "9900013_x", "main_document.hl7").startswith("The extended storage")
    assert refused(*path()[1:]).startswith("The file does not lie")
    assert refused("2026", "TR_20261123103059000_00001.DAT").startswith("The file does not lie")
    assert refused().startswith("The file does not lie")


def test_folders_that_do_not_fit_the_name_are_doubts() -> None:
    def doubts(place: int, folder: str) -> list[str]:
        parts = [*path()]
        parts[place] = folder
        return [doubt.template for doubt in put(*parts).doubts]

    assert doubts(0, "991")[0].startswith("The folders")
    assert doubts(1, "991")[0].startswith("The folders")
    assert doubts(3, "20261124")[0].startswith("The file lies under the date")
    assert doubts(4, "OML-01")[0].startswith("The file lies under the kind")
    assert put(*path(folder=HARUNA.id)).doubts == ()
    assert put(*path(folder=HARUNA.id)).path_id == HARUNA.id


@given(st.text(st.sampled_from("0123456789ABz-"), min_size=4, max_size=32))
def test_a_patients_folder_is_found_from_the_id(patient: str) -> None:
    folder = ssmix2.patient_folder(patient)
    assert folder is not None
    assert folder == path(patient)[:3]
    assert put(*folder, *path(patient)[3:]).doubts == ()


@pytest.mark.parametrize(
    "patient", ["", "123", "../etc", "12345/", "1" * 33, "１２３４", "abc d", "12345\x00", "12345\n"]
)
def test_an_id_that_can_be_no_folder_has_none(patient: str) -> None:
    assert ssmix2.patient_folder(patient) is None


def chosen(*flags_and_stamps: tuple[str, int]) -> Chosen:
    files = [put(*path(flag=flag, stamp=f"2026112310305900{stamp}")) for flag, stamp in flags_and_stamps]
    one, *others = ssmix2.chosen(files)
    assert ssmix2.chosen(reversed(files)) == [one]
    assert not others
    return one


@pytest.mark.parametrize(
    ("versions", "state", "stamp", "doubt"),
    [
        ([("1", 1)], "current", 1, ""),
        ([("2", 1), ("1", 2)], "current", 2, ""),
        ([("2", 1), ("2", 2), ("1", 3)], "current", 3, ""),
        ([("0", 1), ("1", 2)], "current", 2, ""),
        ([("1", 1), ("1", 2)], "current", 2, "Files of this set"),
        ([("1", 1), ("2", 2)], "current", 1, "The file {newest}"),
        ([("1", 1), ("0", 2)], "current", 1, "The file {newest}"),
        ([("0", 1)], "deleted", 1, ""),
        ([("0", 1), ("0", 2), ("0", 3)], "deleted", 3, ""),
        ([("2", 1), ("0", 2)], "deleted", 2, ""),
        ([("0", 1), ("2", 2)], "deleted", 1, "The file {newest}"),
        ([("2", 1)], "gone", 1, "Only superseded"),
        ([("2", 1), ("2", 2)], "gone", 2, "Only superseded"),
    ],
)
def test_which_file_of_a_set_counts(versions: list[tuple[str, int]], state: str, stamp: int, doubt: str) -> None:
    one = chosen(*versions)
    assert (one.state, one.file.timestamp[-1]) == (state, str(stamp))
    assert (one.doubt.template if one.doubt else "").startswith(doubt)
    assert (one.doubt is not None) is bool(doubt)


def test_sets_are_kept_apart_by_patient_date_kind_and_order() -> None:
    files = [
        put(*path()),
        put(*path(patient=HARUNA.id)),
        put(*path(order="2")),
        put(*path(kind="OML-01")),
        put(*path(date="20261124")),
    ]
    assert [one.file.key for one in ssmix2.chosen(files)] == sorted(file.key for file in files)


def test_a_short_timestamp_is_older_than_a_longer_one_of_the_same_second() -> None:
    assert put(*path(stamp="20261123103059")).timestamp == "20261123103059000"


def results() -> dict[str, ReadFile]:
    """What every set of the tree gives, by the last digit of its order number."""
    files = [file for parts in tree() if isinstance(file := ssmix2.placed(parts), Stored)]
    sets = [one for one in ssmix2.chosen(files) if one.file.key.kind == ssmix2.RESULTS]
    data = {"/".join(parts): data for parts, data in tree().items()}
    return {one.file.key.order[-1]: ssmix2_files.read(one, data[one.file.path], SITE) for one in sets}


def test_the_whole_tree() -> None:
    found = results()
    values = {order: [(r.value, r.status) for r in file.results] for order, file in found.items()}
    assert values == {
        "1": [("3200", "final"), ("8.9", "final"), ("4.1", "final"), ("31", "final"), ("< 0.02", "final")],
        "2": [("3400", "corrected")],
        "3": [("120", "deleted")],
        "4": [],
        "5": [("3500", "final")],
        "6": [("900", "final")],
        "7": [("3200", "final"), ("8.9", "final"), ("4.1", "final")],
    }
    assert {order: len(file.unread) for order, file in found.items()} == {
        "1": 0, "2": 0, "3": 0, "4": 1, "5": 1, "6": 0, "7": 0,
    }  # fmt: skip
    assert {file.format for file in found.values()} == {"ssmix2"}
    assert found["1"].name.endswith(found["1"].results[0].at.file[-20:])


def test_a_misfiled_message_names_all_three_ids() -> None:
    identity = results()["6"].results[0].identity
    assert (identity.path_id, identity.file_id, identity.ids) == (HARUNA.id, SURUGA.id, (SURUGA.id,))
    right = results()["1"].results[0].identity
    assert (right.path_id, right.file_id, right.ids) == (SURUGA.id, SURUGA.id, (SURUGA.id,))


def test_the_folders_date_is_never_the_time_of_collection() -> None:
    rows = [msh(), pid(), "OBR|1", "OBX|1|NM|A||1||||||F"]
    (result,) = ssmix2_files.read(chosen(("1", 1)), stored(rows), SITE).results
    assert (result.collected_at, result.collected_from) == (None, "")


def test_a_doubt_about_the_place_goes_to_a_person_beside_the_results() -> None:
    parts = [*path()]
    parts[3] = "20261124"
    (one,) = ssmix2.chosen([put(*parts)])
    file = ssmix2_files.read(one, stored(oul()), SITE)
    assert len(file.results) == 3
    assert [unread.why.values for unread in file.unread] == [{"folder": "20261124", "name": "20261123"}]


def test_another_kind_has_no_results_even_if_its_bytes_have() -> None:
    (one,) = ssmix2.chosen([put(*path(kind="OMG-13"))])
    file = ssmix2_files.read(one, stored(oul()), SITE)
    assert file.results == ()
    assert [unread.why.values for unread in file.unread] == [{"kind": "OMG-13"}]


def identity(data: bytes, flag: str = "1", folder: str | None = None) -> Identity | str:
    (one,) = ssmix2.chosen([put(*path(kind="ADT-00", date="-", flag=flag, folder=folder))])
    found = ssmix2_files.identity(one, data, SITE)
    return found if isinstance(found, Identity) else found.why.template


def test_the_patients_own_file() -> None:
    found = identity(stored(adt()))
    assert isinstance(found, Identity)
    assert (found.ids, found.path_id, found.file_id, found.kana) == (
        ("9900013",),
        "9900013",
        "9900013",
        "スルガ アオイ",
    )
    misfiled = identity(stored(adt()), folder=HARUNA.id)
    assert isinstance(misfiled, Identity)
    assert (misfiled.path_id, misfiled.file_id) == (HARUNA.id, SURUGA.id)


def test_why_a_patients_file_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = stored(adt())
    assert identity(data, flag="0") == "The patient's file is deleted."
    assert identity(data, flag="2") == "Only superseded files are left of this set; the current one is gone."
    assert identity(data[:-1]) == "The last line has no end: it may be cut."
    assert identity(stored(oul())) == "The file holds no message about a patient (ADT^A08)."
    assert identity(stored([msh("ADT^A23"), pid()])) == "The file holds no message about a patient (ADT^A08)."
    assert identity(stored([msh("ADT^A08"), "PV1|1"])) == "The file holds no message about a patient (ADT^A08)."
    assert identity(b"") == "The last line has no end: it may be cut."
    assert identity(b"x" * 5_000_000) == "The file is too large."
    monkeypatch.setattr("blin21_desktop.feeds.hl7_patient.identity", None)
    assert identity(data) == "The file could not be read: {fault}."


def test_the_tree_can_be_written_to_a_disk(tmp_path: Path) -> None:
    written(tree(), tmp_path)
    found = {place.relative_to(tmp_path).parts: place.read_bytes() for place in tmp_path.rglob("*") if place.is_file()}
    assert found == tree()
    assert text(adt()).count("\r") == 4

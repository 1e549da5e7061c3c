"""A site's own value: two persons who may, a sound file afterwards, or nothing written at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from blin21_desktop.domain.knowledge_file import load
from blin21_desktop.domain.people import NotIdentified, Person
from blin21_desktop.domain.text import say
from blin21_desktop.service.site_values import SiteValues, Wish
from blin21_desktop.store.site_folder import SiteFolder
from blin21_desktop.store.words import NotSaved
from tests.present.looks import plain_words
from tests.rules.looking import FILES, JP
from tests.service.memory import HandClock

KEY = "pause.supervise_after_hours"
WISH = Wish(file=JP, key=KEY, value=4, why="ours", source="insert", section="5.2")
PHARMACIST = Person(id="p1", name="S. Aoki", role="pharmacist")
PEOPLE = {
    "p1": PHARMACIST,
    "p2": Person(id="p2", name="s. aoki", role="pharmacist"),
    "d9": Person(id="d9", name="H. Hara", role="physician"),
    "n1": Person(id="n1", name="K. Tanaka", role="nurse"),
}


class Copies:
    def __init__(self, **texts: str) -> None:
        self.kept = dict(texts)
        self.writes = 0

    def texts(self) -> Mapping[str, str]:
        return self.kept

    def put(self, name: str, was: str | None, text: str) -> None:
        assert self.kept.get(name) == was
        self.kept[name] = text
        self.writes += 1


def identify(staff_id: str, pin: str) -> Person:
    if pin != "271828":
        raise NotIdentified(say("no"))
    return PEOPLE[staff_id]


def values(copies: Copies) -> SiteValues:
    return SiteValues(copies, identify, HandClock(), lambda site: load(FILES, site))


def change(
    copies: Copies, wish: Wish = WISH, second: str = "d9", pin: str = "271828", by: Person = PHARMACIST
) -> float:
    known = values(copies).change(wish, by=by, second_id=second, pin=pin)
    found = known.labels[JP].get(wish.key)
    return -1 if found is None else float(found.value)


def test_it_counts_at_once_with_both_names() -> None:
    copies = Copies()
    assert change(copies) == 4
    found = load(FILES, copies.kept).labels[JP].parameters[KEY]
    assert (found.set_by, found.second_person, found.why) == ("S. Aoki (p1)", "H. Hara (d9)", "ours")
    assert change(copies, replace(WISH, value=None, why="slip")) == -1
    assert copies.writes == 2


@pytest.mark.parametrize(
    ("second", "pin", "by", "why"),
    [
        ("d9", "0", PHARMACIST, "no"),
        ("n1", "271828", PHARMACIST, "may not set or sign"),
        ("p1", "271828", PHARMACIST, "cannot check their own work"),
        ("p2", "271828", PHARMACIST, "cannot check their own work"),
        ("d9", "271828", PEOPLE["n1"], "may not set or sign"),
    ],
)
def test_without_two_persons_who_may_nothing_is_written(second: str, pin: str, by: Person, why: str) -> None:
    copies = Copies()
    with pytest.raises(NotIdentified, match=why):
        change(copies, second=second, pin=pin, by=by)
    assert copies.writes == 0


@pytest.mark.parametrize(
    ("wish", "text", "why"),
    [
        (replace(WISH, value="four"), "", "value must be a number greater than 0"),
        (replace(WISH, file="eu-1"), "", "no label, protocol, scale or program file has this name"),
        (replace(WISH, value=None), "", "is not this site's own value"),
        (WISH, "= =", "cannot be read"),
        (WISH, "more = 1", "unknown key"),
    ],
)
def test_what_would_make_a_faulty_file_is_refused_in_words(wish: Wish, text: str, why: str) -> None:
    copies = Copies(**({f"{JP}.toml": text} if text else {}))
    with pytest.raises(NotIdentified) as caught:
        change(copies, wish)
    assert why in plain_words().render(caught.value.why)
    assert copies.writes == 0


def test_the_folder_is_made_written_whole_and_read_again(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path / "site" / "knowledge")
    assert folder.texts() == {}
    folder.put("a.toml", None, "x = 1\n")
    folder.put("a.toml", "x = 1\n", "x = 2\n")
    assert folder.texts() == {"a.toml": "x = 2\n"}
    assert sorted(path.name for path in (tmp_path / "site" / "knowledge").iterdir()) == ["a.toml", "a.toml.lock"]
    with pytest.raises(NotSaved, match="changed meanwhile"):
        folder.put("a.toml", "x = 1\n", "x = 3\n")
    with pytest.raises(NotSaved, match="changed meanwhile"):
        folder.put("a.toml", None, "x = 3\n")


def test_what_a_person_wrote_by_hand_is_kept_beside_it(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    for number in (1, 2):
        by_hand = f"# why we did it, {number}\nx = 1\n"
        (tmp_path / "a.toml").write_text(by_hand, "utf-8")
        folder.put("a.toml", by_hand, "x = 2\n")
        assert (tmp_path / f"a.toml.before-{number}").read_text("utf-8") == by_hand
    assert list(folder.texts()) == ["a.toml"]


def test_a_training_ward_s_copies_lie_over_the_site_s_and_only_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for name in ("a", "b"):
        (tmp_path / "site" / f"{name}.toml").write_text("x = 1\n", "utf-8")
    folder = SiteFolder(tmp_path / "site", tmp_path / "ward.knowledge")
    folder.put("a.toml", "x = 1\n", "x = 2\n")
    assert folder.texts() == {"a.toml": "x = 2\n", "b.toml": "x = 1\n"}
    assert SiteFolder(tmp_path / "site").texts()["a.toml"] == "x = 1\n"


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(NotSaved, match="site's folder"):
        SiteFolder(tmp_path / "file" / "knowledge").put("a.toml", None, "x = 1\n")

"""Finds laboratory files on disk: single files, folders, and SS-MIX2 trees by the numbers of the ward's patients.

A tree of a whole hospital is never searched: the folder of a patient is told by the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from blin21_desktop.domain.text import say
from blin21_desktop.feeds import ssmix2, ssmix2_files
from blin21_desktop.feeds.any_file import reading_any
from blin21_desktop.feeds.csv_mapping import CsvMapping
from blin21_desktop.feeds.hl7_results import Site
from blin21_desktop.feeds.received import Place, ReadFile, Unread
from blin21_desktop.feeds.source import Source
from blin21_desktop.feeds.ssmix2 import Stored

LARGEST = 64_000_000
"""Bytes; a larger file is named and not read."""
_STORED_PARTS = 6
_NAME_PARTS = 7
_TREE_FOLDERS = 3


def sources(
    paths: Iterable[Path], numbers: Sequence[str], site: Site, layouts: Sequence[CsvMapping] = ()
) -> Iterator[Source]:
    """As `reading`, where nothing needs to go on meanwhile."""
    return (one for one in reading(paths, numbers, site, layouts) if one is not None)


def reading(
    paths: Iterable[Path], numbers: Sequence[str], site: Site, layouts: Sequence[CsvMapping] = ()
) -> Iterator[Source | None]:
    """Every laboratory file under `paths`, a large one in parts (None: one more of them is done).

    `numbers`: hospital numbers of the ward's patients, for SS-MIX2 trees. Raises OSError for a path that is not there;
    a file that cannot be read on the way is named as unread.
    """
    for path in paths:
        if path.is_file():
            yield from _one(path, path.name, site, layouts)
        elif is_tree(path, numbers):
            yield from _tree(path, numbers, site)
        else:
            path.stat()
            yield from _folder(path, site, layouts)


def is_tree(root: Path, numbers: Sequence[str]) -> bool:
    """Whether a patient's folder lies where SS-MIX2 puts it, or the folders look like those of a tree."""
    if any((folder := ssmix2.patient_folder(one)) and root.joinpath(*folder).is_dir() for one in numbers):
        return True
    chain = [root]
    while len(chain) <= _TREE_FOLDERS and (inner := _first_folder(chain[-1])) is not None:
        chain.append(inner)
    names = [folder.name for folder in chain[1:]]
    return len(names) == _TREE_FOLDERS and ssmix2.patient_folder(names[-1]) == tuple(names)


def _first_folder(folder: Path) -> Path | None:
    return next((child for child in sorted(folder.glob("*")) if child.is_dir()), None)


def _tree(root: Path, numbers: Sequence[str], site: Site) -> Iterator[Source]:
    for number in sorted(set(numbers)):
        folder = ssmix2.patient_folder(number)
        if folder is not None:
            yield from _patient(root, root.joinpath(*folder), site)


def _patient(root: Path, folder: Path, site: Site) -> Iterator[Source]:
    """The sets of one patient's folder, and every file whose place or name is wrong."""
    stored: list[Stored] = []
    for path in sorted(folder.glob(f"*/{ssmix2.RESULTS}/*")):
        placed = ssmix2.placed(path.relative_to(root).parts)
        if isinstance(placed, Unread):
            yield _unread(placed.at.file, placed)
        else:
            stored.append(placed)
    yield from _sets(stored, root, site)


def _sets(stored: Sequence[Stored], root: Path, site: Site) -> Iterator[Source]:
    sets: dict[ssmix2.SetKey, list[str]] = {}
    for file in stored:
        sets.setdefault(file.key, []).append(file.path)
    for one in ssmix2.chosen(stored):
        try:
            data = (root / one.file.path).read_bytes()
        except OSError as fault:
            yield _failed(one.file.path, fault)
        else:
            read = ssmix2_files.read(one, data, site)
            yield Source(read=read, data=data, paths=tuple(sorted(sets[one.file.key])))


def _folder(folder: Path, site: Site, layouts: Sequence[CsvMapping]) -> Iterator[Source | None]:
    """Every file below a folder; those that lie as in a storage are taken as sets."""
    stored: dict[Path, list[Stored]] = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        placed = _as_stored(path)
        if placed is None:
            yield from _one(path, path.relative_to(folder).as_posix(), site, layouts)
        else:
            stored.setdefault(path.parents[_STORED_PARTS - 1], []).append(placed)
    for root, files in stored.items():
        yield from _sets(files, root, site)


def _as_stored(path: Path) -> Stored | None:
    """The file as one of a storage, when its name and its place are those of one."""
    parts = path.resolve().parts[-_STORED_PARTS:]
    if len(path.name.split("_")) != _NAME_PARTS or len(path.parents) < _STORED_PARTS:
        return None
    placed = ssmix2.placed(parts)
    return None if isinstance(placed, Unread) else placed


def _one(path: Path, name: str, site: Site, layouts: Sequence[CsvMapping]) -> Iterator[Source | None]:
    try:
        large = path.stat().st_size > LARGEST
        data = b"" if large else path.read_bytes()
    except OSError as fault:
        yield _failed(name, fault)
        return
    if large:
        why = say("the file is larger than {most:number} MB", most=LARGEST // 1_000_000)
        yield _unread(name, Unread(at=Place(file=name), why=why))
        return
    for found in reading_any(name, data, site, layouts):
        yield None if found is None else Source(read=found[0], data=data, layout=found[1])


def _failed(name: str, fault: OSError) -> Source:
    why = say("the file cannot be read: {fault}", fault=fault.strerror or str(fault))
    return _unread(name, Unread(at=Place(file=name), why=why))


def _unread(name: str, why: Unread) -> Source:
    digest = sha256(name.encode()).hexdigest()
    return Source(read=ReadFile(name=name, sha256=digest, format="unknown", unread=(why,), complete=False), data=b"")

"""A file of terms: its tables in, terms out. Every fault is told; a term with a fault is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from blin21_desktop.domain.terms import Category, Instead, Term
from blin21_desktop.domain.text import Names

TERMS_TOP = frozenset(
    {"source", "section", "checked_on", "certainty", "categories", "also", "instead", "worded", "soc"}
)
"""What a file of terms holds beside id, names and edition."""

GRADES = range(1, 6)
_SOC = frozenset({"name", "name_ja", "category", "terms"})
_INSTEAD = frozenset({"words", "use"})
_NOTES = frozenset({"note", "note_ja"})
_LINE = "a line is code, grades, name and, where there is one, Japanese name"

Fault = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Said:
    """What other tables of the file say about terms, by code."""

    categories: Mapping[int, Category]
    also: Mapping[int, tuple[str, ...]]
    worded: Mapping[int, Mapping[int, Names]]


def read_terms(tables: Mapping[str, Any], scale: str, fault: Fault) -> tuple[tuple[Term, ...], tuple[Instead, ...]]:
    """The terms of one scale in the order of the file, and what to use instead of what is no term."""
    said = _Said(
        _categories(_table(tables, "categories", fault), fault),
        _also(_table(tables, "also", fault), fault),
        _worded(_table(tables, "worded", fault), fault),
    )
    terms: dict[int, Term] = {}
    names: set[str] = set()
    for soc in _tables(tables.get("soc"), "soc", fault):
        if soc.keys() != _SOC or not all(map(_is_text, (soc["name"], soc["name_ja"]))):
            fault(f"soc {soc.get('name')}: needs name, name_ja, category and terms, and nothing else")
            continue
        if soc["category"] not in get_args(Category):
            fault(f"soc {soc['name']}: category must be one of {', '.join(get_args(Category))}")
            continue
        for line in soc["terms"] if isinstance(soc["terms"], list) else [soc["terms"]]:
            term = _term(line, soc, scale, said, fault)
            if term is None:
                continue
            if term.code in terms or term.name in names:
                fault(f"{term.code} {term.name}: it is there already")
            terms[term.code] = term
            names.add(term.name)
    for unknown in sorted((said.categories.keys() | said.also.keys() | said.worded.keys()) - terms.keys()):
        fault(f"{unknown}: no term has this code")
    instead = [_instead(each, terms, fault) for each in _tables(tables.get("instead", []), "instead", fault)]
    return tuple(terms.values()), tuple(each for each in instead if each is not None)


def _term(line: object, soc: Mapping[str, Any], scale: str, said: _Said, fault: Fault) -> Term | None:
    match line:
        case [int(code), str(grades), str(name), *more] if not isinstance(code, bool) and len(more) <= 1:
            pass
        case _:
            fault(f"soc {soc['name']}: {line}: {_LINE}")
            return None
    if not name.strip() or not all(_is_text(japanese) for japanese in more):
        fault(f"{code}: {_LINE}")
        return None
    exist = [int(sign) for sign in grades if sign in "12345"]
    if not exist or "".join(map(str, sorted(set(exist)))) != grades:
        fault(f'{code} {name}: grades must be digits from 1 to 5 in order, as "2345"')
        return None
    wording = said.worded.get(code, {})
    if wording and sorted(wording) != exist:
        fault(f"{code} {name}: the worded grades must be those that exist: {grades}")
        return None
    return Term(
        code=code,
        name=name,
        name_ja=str(more[0]) if more else None,
        soc=Names(soc["name"], soc["name_ja"]),
        category=said.categories.get(code, soc["category"]),
        scale=scale,
        also=said.also.get(code, ()),
        grades={grade: wording[grade].en if wording else "" for grade in exist},
        grades_ja={grade: wording[grade].ja if wording else "" for grade in exist},
    )


def _categories(table: Mapping[str, Any], fault: Fault) -> dict[int, Category]:
    found: dict[int, Category] = {}
    for name, codes in table.items():
        if name not in get_args(Category):
            fault(f"categories: {name} is no category: {', '.join(get_args(Category))}")
        elif not isinstance(codes, list) or not all(_is_code(code) for code in codes):
            fault(f"categories: {name} must be a list of codes")
        else:
            found |= dict.fromkeys(codes, name)
    return found


def _also(table: Mapping[str, Any], fault: Fault) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for code, words in table.items():
        if not code.isdecimal() or not isinstance(words, list) or not words or not all(map(_is_text, words)):
            fault(f"also {code}: must be a code with a list of words")
        else:
            found[int(code)] = tuple(words)
    return found


def _worded(table: Mapping[str, Any], fault: Fault) -> dict[int, dict[int, Names]]:
    """Code -> grade -> wording in both languages."""
    found: dict[int, dict[int, Names]] = {}
    for code, grades in table.items():
        rows = grades.items() if isinstance(grades, dict) else ()
        sound = [
            (int(grade), Names(*said))
            for grade, said in rows
            if grade in map(str, GRADES) and isinstance(said, list) and [*map(_is_text, said)] == [True, True]
        ]
        if not code.isdecimal() or not sound or len(sound) != len(rows):
            fault(f"worded {code}: needs for each grade from 1 to 5 its wording in English and in Japanese")
        else:
            found[int(code)] = dict(sound)
    return found


def _instead(table: Mapping[str, Any], terms: Mapping[int, Term], fault: Fault) -> Instead | None:
    words, use = table.get("words"), table.get("use")
    notes = [table[name] for name in sorted(table.keys() & _NOTES)]
    if not _INSTEAD <= table.keys() <= _INSTEAD | _NOTES or len(notes) == 1 or not all(map(_is_text, notes)):
        fault(f"instead {words}: needs words and use, may have note with note_ja, and nothing else")
    elif not isinstance(words, list) or not words or not all(map(_is_text, words)):
        fault(f"instead {words}: words must be a list of words")
    elif not isinstance(use, list) or not use or not all(_is_code(code) and code in terms for code in use):
        fault(f"instead {words[0]}: use must be a list of codes of terms")
    else:
        note = Names(*notes) if notes else None
        return Instead(words=tuple(words), use=tuple(terms[code] for code in use), note=note)
    return None


def _table(tables: Mapping[str, Any], name: str, fault: Fault) -> Mapping[str, Any]:
    found = tables.get(name, {})
    if isinstance(found, dict):
        return found
    fault(f"{name} must be a table")
    return {}


def _tables(value: object, name: str, fault: Fault) -> Sequence[Mapping[str, Any]]:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    fault(f"{name} must be a list of tables")
    return ()


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_code(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)

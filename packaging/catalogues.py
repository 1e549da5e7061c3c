"""Brings the translation catalogues up to date: ``python packaging/catalogues.py [--check] [EXTRA.po ...]``.

Collects every message of the program (`say("...")` in the core, `words.t("...")` above it), writes the English
catalogue (where the message is its own translation), merges the Japanese one with what the extra files bring, and
compiles both. Lists what has no translation yet and exits 1 while there is such a message. The output holds no dates,
line numbers or tool versions: equal messages give equal files. A developer's tool; it needs Babel.
"""

from __future__ import annotations

import argparse
import ast
import io
import string
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "i18n"
KEYWORDS = frozenset({"say", "t"})
LANGS = ("en", "ja")
DYNAMIC_ALLOWED = frozenset({("present/words.py", "t")})
"""Where a message may be passed on as a variable: the renderer itself."""


class Quiet(Catalog):
    """A catalogue whose header names the language and the encoding and nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's fields."""
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def calls(tree: ast.AST) -> Iterable[tuple[ast.Call, str]]:
    """Every call of a keyword in a module: `say(...)`, `words.t(...)`, with the keyword."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in KEYWORDS and (node.args or node.keywords):
                yield node, name


def messages(folder: Path) -> set[str]:
    """All messages in the modules below `folder`."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        for call, _ in calls(ast.parse(path.read_text(encoding="utf-8"))):
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                found.add(first.value)
    return found


def unreadable_calls(folder: Path) -> list[str]:
    """Calls whose message is no literal, so that it would never be translated: `file:line`."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder).as_posix()
        for call, keyword in calls(ast.parse(path.read_text(encoding="utf-8"))):
            first = call.args[0] if call.args else None
            literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if not literal and (inside, keyword) not in DYNAMIC_ALLOWED:
                found.append(f"{inside}:{call.lineno}")
    return found


def placeholders(text: str) -> list[tuple[str, str]]:
    """The fields of a template with their meanings, sorted. ValueError when the braces do not match."""
    return sorted((name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None)


def faults(wanted: Iterable[str], translations: Mapping[str, str]) -> list[str]:
    """What is wrong with a catalogue: a message without translation, or one with other fields than the message."""
    found = []
    for message in sorted(wanted):
        translation = translations.get(message, "")
        if not translation:
            found.append(f"not translated: {message}")
            continue
        try:
            same = placeholders(message) == placeholders(translation)
        except ValueError:
            same = False
        if not same:
            found.append(f"other fields than the message: {message} -> {translation}")
    return found


def read(path: Path) -> dict[str, str]:
    """Message -> translation of a .po file; a missing file is empty."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, charset="utf-8")
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string}


def read_compiled(path: Path) -> dict[str, str]:
    """Message -> translation of a .mo file."""
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_mo(file) if m.id and m.string}


def written(lang: str, wanted: Iterable[str], translations: Mapping[str, str]) -> tuple[bytes, bytes]:
    """The bytes of the .po and of the .mo file. A faulty translation is left out of the .mo file."""
    catalogue, good = (Quiet(locale=lang, fuzzy=False, charset="utf-8") for _ in range(2))
    for message in sorted(wanted):
        translation = translations.get(message, "")
        catalogue.add(message, translation)
        if not faults([message], translations):
            good.add(message, translation)
    for each in (catalogue, good):
        each.header_comment = "# Words of BLIN21 Desktop. Written by packaging/catalogues.py."
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=0, no_location=True, sort_output=True)
    write_mo(mo, good)
    return po.getvalue(), mo.getvalue()


def folder_of(lang: str) -> Path:
    """Where a language's catalogue lies."""
    return CATALOGUES / lang / "LC_MESSAGES"


def main(arguments: list[str]) -> int:
    """Update or check; 1 when something is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, only list what is wrong")
    parser.add_argument("extra", nargs="*", type=Path, help="further .po files with Japanese translations")
    options = parser.parse_args(arguments)
    wanted = messages(ROOT / "blin21_desktop")
    japanese = read(folder_of("ja") / "blin21.po")
    for path in options.extra:
        japanese |= read(path)
    wrong = [f"message is no literal: {place}" for place in unreadable_calls(ROOT / "blin21_desktop")]
    for lang, translations in (("en", {m: m for m in wanted}), ("ja", japanese)):
        wrong += [f"{lang}: {fault}" for fault in faults(wanted, translations)]
        if not options.check:
            po, mo = written(lang, wanted, translations)
            folder_of(lang).mkdir(parents=True, exist_ok=True)
            (folder_of(lang) / "blin21.po").write_bytes(po)
            (folder_of(lang) / "blin21.mo").write_bytes(mo)
    print("\n".join([*wrong, f"{len(wanted)} messages, {len(wrong)} faults"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

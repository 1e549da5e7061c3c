"""Words about rules: the three outcomes, how certain a source is. Said once for tab, window and terminal."""

from __future__ import annotations

from blin21_desktop.domain.findings import Answer
from blin21_desktop.domain.knowledge import Certainty, Cites, Label, Parameter
from blin21_desktop.domain.text import Text, say
from blin21_desktop.present.words import Words
from blin21_desktop.rules.names import RULE_NAMES

OUTCOMES: dict[Answer, tuple[str, Text]] = {
    "fires": ("●", say("applies")),
    "cannot_tell": ("?", say("cannot tell")),
    "clear": ("–", say("does not apply")),
}
"""Answer -> its mark and its word: never a colour alone."""

CERTAINTIES: dict[Certainty, Text] = {
    "label": say("label"),
    "maker_page": say("maker's page"),
    "compendium": say("compendium"),
    "older_summary": say("older summary"),
    "protocol": say("protocol"),
    "program": say("this program's own"),
    "proposal": say("proposal"),
    "site": say("this site's own"),
}
"""How a value was read, in words."""

NOT_CONFIGURED = say("not configured")


def site_words(found: Parameter, words: Words) -> str:
    """Who set a site's own value, with whom, when, why; empty for a value that came with the program."""
    if not found.is_site:
        return ""
    who = words.t("set by {who}, {on:day}, second person {second}", who=found.set_by, on=found.checked_on,
                  second=found.second_person)  # fmt: skip
    return who if found.why is None else words.t("{who}: {why}", who=who, why=found.why)


def rule_name(rule: str, words: Words) -> str:
    """A rule by its name; one that has none by its id."""
    return words.render(RULE_NAMES[rule]) if rule in RULE_NAMES else rule


def section_name(section: str, words: Words) -> str:
    """A section of a source as it is called there; where it is a parameter's key or a rule's id, its name."""
    return rule_name(section, words) if section in RULE_NAMES else words.parameter(section)


def place_words(cites: Cites, words: Words) -> str:
    """Source and section: `J1, dose adjustment`."""
    return words.joined(part for part in (cites.source, section_name(cites.section, words)) if part)


def certainty(cites: Cites, known: tuple[Label, ...], words: Words) -> str:
    """How certain a cited place is, in words: of each parameter that stands there; empty for what is no parameter.

    A place that a file was only asked for, and has no value at, is "not configured".
    """
    found = [
        p.certainty for file in known for p in file.parameters.values() if cites in (p.cites, _by_key(p.cites, p.key))
    ]
    if found:
        return words.joined(words.render(CERTAINTIES[one]) for one in dict.fromkeys(found))
    asked = any(cites.source == file.id and file.get(cites.section) is None for file in known)
    return words.render(NOT_CONFIGURED) if asked else ""


def _by_key(cites: Cites, key: str) -> Cites:
    """A place without a section is cited by its key."""
    return cites if cites.section else Cites(cites.source, key, cites.edition)


def source(cites: Cites, known: tuple[Label, ...], words: Words) -> str:
    """Source, section, edition and how certain it is, in one line; an id beside its name, to be looked up by."""
    named = section_name(cites.section, words)
    section = named if named == cites.section else f"{named} ({cites.section})"
    place = words.joined(part for part in (cites.source, section) if part)
    edition = words.t("edition: {edition}", edition=cites.edition) if cites.edition else ""
    return " · ".join(part for part in (place, edition, certainty(cites, known, words)) if part)

"""The translation catalogues that come with the program."""

from __future__ import annotations

import gettext
from datetime import tzinfo
from functools import cache

from blin21_desktop.locate import resource
from blin21_desktop.present.words import Lang, Words

DOMAIN = "blin21"


@cache
def catalogue(lang: Lang) -> gettext.GNUTranslations:
    """The compiled catalogue of a language. Raises ResourceMissingError when the installation lacks it."""
    with resource("i18n", lang, "LC_MESSAGES", f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def words(lang: Lang, zone: tzinfo) -> Words:
    """The words of a language, moments shown in `zone`."""
    return Words(lang, zone, catalogue(lang).gettext)

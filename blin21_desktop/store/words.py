"""Refusals of the store: exceptions that carry words for people, as `domain.text.Text`."""

from __future__ import annotations

from blin21_desktop.domain.text import Text, say


def english(text: Text) -> str:
    """The English words of a text of this package (its values are plain text and whole numbers)."""
    values = {name: english(v) if isinstance(v, Text) else v for name, v in text.values.items()}
    return text.template.format(**values)


class Refused(Exception):  # noqa: N818  (a named outcome, not a fault)
    """The store will not do this; `why` says it in words, `str()` in English."""

    def __init__(self, why: Text) -> None:
        super().__init__(english(why))
        self.why = why


class NotSaved(Refused):
    """Nothing of this batch is in the record: write it on paper, or chart it again."""


class WrongSetting(Refused):
    """A setting of the database was made, read back, and was not what it must be."""

    def __init__(self, setting: str, wanted: object, found: object) -> None:
        why = say(
            "The database setting {setting} is {found}, it must be {wanted}. The ward file was not opened for writing.",
            setting=setting,
            wanted=str(wanted),
            found=str(found),
        )
        super().__init__(why)


class BadLine(ValueError):  # noqa: N818
    """A line that cannot become an entry.

    `line` counts from 1; `field` is the path of the field (`bag.hours`), or None when it is the whole line;
    `wrong` says what is wrong and `remedy` what would be right. `str()` is the whole sentence in English.
    """

    def __init__(self, line: int, field: str | None, wrong: Text, remedy: Text) -> None:
        self.line, self.field, self.wrong, self.remedy = line, field, wrong, remedy
        super().__init__(english(self.words))

    @property
    def words(self) -> Text:
        """The whole message, to be shown in the reader's language."""
        if self.field is None:
            return say("Line {line}: {wrong} {remedy}", line=self.line, wrong=self.wrong, remedy=self.remedy)
        return say(
            "Line {line}, field {field}: {wrong} {remedy}",
            line=self.line,
            field=self.field,
            wrong=self.wrong,
            remedy=self.remedy,
        )

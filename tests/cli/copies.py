"""Review copies through the whole program: two computers, each with a folder of its own, and a cheap passphrase."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nacl.pwhash import argon2id

from blin21_desktop.locate import USER_FOLDER_VARIABLE
from tests.cli.lines import jsonl, line, registered
from tests.cli.terminal import NOW, Answer, Terminal

PASSPHRASE = "four words by chance"  # noqa: S105


def cheaply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases at what a test can pay; the file still says its real cost."""
    real: Callable[..., bytes] = argon2id.kdf
    monkeypatch.setattr(argon2id, "kdf", lambda size, text, salt, *_: real(size, text, salt, 1, 8192))


@dataclass
class Copies:
    """A ward file with T-1 and T-2, and what people do with its copies."""

    terminal: Terminal
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def __post_init__(self) -> None:
        self.ward = self.folder / "ward.blin21"
        (self.folder / "pw").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
        assert self.terminal("new", self.ward).code == 0
        early = NOW - timedelta(minutes=1)
        both = [
            registered(happened_at=early.isoformat()),
            {**registered(happened_at=early.isoformat(), family_name="Kanaria", hospital_id="H2"), "patient": "T-2"},
        ]
        beds = (line("bed_changed", early, bed="7"), {**line("bed_changed", early, bed="8"), "patient": "T-2"})
        self.chart(*both, *beds, now=early)

    @property
    def secret(self) -> tuple[object, ...]:
        return ("--passphrase-file", self.folder / "pw")

    def chart(self, *lines: dict[str, Any], now: datetime = NOW, keep: bool = False) -> None:
        path = self.folder / "batch.jsonl"
        path.write_text(jsonl(*lines), encoding="utf-8")
        answer = self.terminal("chart", self.ward, path, *(("--keep-recorded-at",) if keep else ()), now=now)
        assert answer.code == 0, answer.err

    def make(self, name: str = "c", *more: object, now: datetime = NOW) -> Path:
        out = self.folder / f"{name}.blin21review"
        answer = self.terminal(
            "review", "make", self.ward, out, *more, *self.secret, "--by", "n1", "--for", "Dr. X", now=now
        )
        assert answer.code == 0, answer.err
        return out

    def open(self, copy: Path, *more: object, computer: str = "home", now: datetime = NOW) -> Answer:
        self.monkeypatch.setenv(USER_FOLDER_VARIABLE, str(self.folder / computer))
        return self.terminal("review", "open", copy, "--read", *self.secret, *more, now=now)

    def answer(self, copy: Path, *lines: dict[str, Any], name: str = "r", now: datetime = NOW) -> Path:
        self.monkeypatch.setenv(USER_FOLDER_VARIABLE, str(self.folder / "home"))
        entries, out = self.folder / f"{name}.jsonl", self.folder / f"{name}.blin21return"
        entries.write_text(jsonl(*lines), encoding="utf-8")
        answer = self.terminal("review", "return", copy, entries, "-o", out, *self.secret, now=now)
        assert answer.code == 0, answer.err
        return out

    def accept(self, answer: Path, *how: object, now: datetime = NOW, by: Sequence[str] = ("--by", "n1")) -> Answer:
        return self.terminal("review", "accept", self.ward, answer, *how, *by, now=now)

    def listed(self, answer: Path, now: datetime = NOW) -> dict[str, Any]:
        found: dict[str, Any] = self.accept(answer, "--json", now=now, by=()).json
        return found

    def entries(self, *patient: str) -> list[dict[str, Any]]:
        return self.terminal.entries(self.ward, *patient)

    def state(self, patient: str = "T-1", at: datetime = NOW) -> Any:  # noqa: ANN401
        return json.loads(self.terminal("state", self.ward, patient, "--at", at.isoformat(), now=at).out)


def comment(text: str = "Looks well", at: datetime = NOW, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "review_commented", "patient": "T-1", "happened_at": at.isoformat(), "comment": text, **fields}


def decision(what: str = "continue", at: datetime = NOW, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    own = {"kind": "decision_taken", "patient": "T-1", "happened_at": at.isoformat(), "decision": what, "findings": []}
    return {**own, **fields}


def later(**length: float) -> datetime:
    return NOW + timedelta(**length)

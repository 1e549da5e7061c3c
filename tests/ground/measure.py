"""Measure source files against the budgets of pyproject.toml."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ground.script import ROOT


@dataclass(frozen=True)
class Measured:
    """One name's size against one budget; ``name`` is path or path::name."""

    name: str
    budget: str
    size: int


def budgets() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)["tool"]["blin21"]["budgets"]
    assert isinstance(settings, dict)
    return settings


def measured(path: Path, root: Path) -> Iterator[Measured]:
    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    yield Measured(name, "file_lines", len(text.splitlines()))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Measured(f"{name}::{node.name}", "function_lines", (node.end_lineno or 0) - node.lineno + 1)
        if isinstance(node, ast.ClassDef):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            yield Measured(f"{name}::{node.name}", "class_methods", len(methods))


def over_budget(paths: list[Path], root: Path, settings: dict[str, Any]) -> list[str]:
    allowed = {(entry["name"], entry["budget"]): entry["limit"] for entry in settings["exceptions"]}
    found = []
    for path in paths:
        for part in measured(path, root):
            limit = allowed.get((part.name, part.budget), settings[part.budget])
            if part.size > limit:
                found.append(f"{part.name}: {part.budget} {part.size}, budget {limit}")
    return found


def undocumented(path: Path, root: Path) -> list[str]:
    """Public modules, classes, functions and methods without a docstring; overloads and overrides included."""
    name = path.relative_to(root).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [] if ast.get_docstring(tree) or not tree.body else [name]
    todo: list[tuple[str, ast.AST]] = [(name, tree)]
    while todo:
        place, parent = todo.pop()
        for node in ast.iter_child_nodes(parent):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if ast.get_docstring(node) is None:
                found.append(f"{place}::{node.name}")
            if isinstance(node, ast.ClassDef):
                todo.append((f"{place}::{node.name}", node))
    return found

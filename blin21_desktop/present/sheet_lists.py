"""The sheet's lists: what to do, what the rules say, what is missing or was never confirmed."""

from __future__ import annotations

from blin21_desktop.domain.findings import Action, Finding, Task
from blin21_desktop.domain.moments import since
from blin21_desktop.present.checked import reactions_not_checked
from blin21_desktop.present.paper import ActionLine, FindingLine
from blin21_desktop.present.rule_words import place_words, rule_name
from blin21_desktop.present.words import Words
from blin21_desktop.rules.tasks import TASK_OF
from blin21_desktop.service.look import Look

STRICT: frozenset[Action] = frozenset({"stop", "consider_stopping", "hold", "new_cycle", "restart_not_yet"})
"""Actions whose tag is a solid block."""


def due_lines(look: Look, words: Words) -> tuple[tuple[Task, ActionLine], ...]:
    """What is due, earliest first; of the checks, which have a grid of their own, only the overdue ones."""
    checks = {TASK_OF[check.what]: check for check in look.checks}
    return tuple(
        (
            task,
            _due(task, words.render(checks[task.what].because if task.what in checks else task.because), look, words),
        )
        for task in sorted(look.tasks, key=lambda task: task.due_at)
        if task.what not in checks or task.state == "overdue"
    )


def _due(task: Task, because: str, look: Look, words: Words) -> ActionLine:
    late = words.t("OVERDUE {late:length}", late=since(task.due_at, look.at)) if task.due_at < look.at else ""
    return ActionLine(
        time=words.short_moment(task.due_at, look.at), what=words.code(task.what), because=because, overdue=late
    )


def findings_title(look: Look, words: Words) -> tuple[str, str]:
    """Title and note: how many fire, cannot be told, are clear, and what no rule looks at."""
    counts = [sum(f.answer == answer for f in look.findings) for answer in ("fires", "cannot_tell", "clear")]
    note = words.t(
        "{fires:number} met, {open:number} cannot tell, {clear:number} not met",
        fires=counts[0],
        open=counts[1],
        clear=counts[2],
    )
    return words.t("FINDINGS"), f"{note} · {reactions_not_checked(words)}"


def findings(look: Look, words: Words) -> tuple[FindingLine, ...]:
    """What fires, strictest first (as the core orders it), each in full; then in one line what cannot be told."""
    fires = tuple(_fires(finding, words) for finding in look.findings if finding.answer == "fires")
    return (*fires, *_open([finding for finding in look.findings if finding.answer == "cannot_tell"], words))


def _fires(finding: Finding, words: Words) -> FindingLine:
    below = []
    if finding.saw:
        below.append(words.t("saw: {saw}", saw=" ".join(words.render(text) for text in finding.saw)))
    below += [words.render(text) for text in finding.site_values]
    below += [words.t("source: {source}", source=place_words(cites, words)) for cites in finding.cites]
    return FindingLine(
        tag=words.code(finding.action),
        mark="ink" if finding.action in STRICT else "frame",
        says=words.render(finding.says),
        below=" · ".join(below),
    )


def _open(found: list[Finding], words: Words) -> tuple[FindingLine, ...]:
    """Every rule that cannot tell by its name; below, what it lacks and saw and its sources. Equal answers once."""
    if not found:
        return ()
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        saw = " ".join(words.render(text) for text in (*finding.saw, *finding.site_values))
        groups.setdefault((words.joined(finding.missing), saw), []).append(finding)
    below = []
    for (missing, saw), same in groups.items():
        cites = dict.fromkeys(cites for finding in same for cites in finding.cites)
        told = words.t("missing: {missing}", missing=missing)
        seen = words.t("saw: {saw}", saw=saw) if saw else ""
        where = words.t("source: {source}", source="; ".join(place_words(one, words) for one in cites))
        below.append("; ".join(part for part in (f"{_names(same, words)} – {told}", seen, where) if part))
    return (FindingLine(tag=words.t("cannot tell"), mark="dashed", says=_names(found, words), below=" · ".join(below)),)


def _names(found: list[Finding], words: Words) -> str:
    return words.joined(rule_name(finding.rule, words) for finding in found)

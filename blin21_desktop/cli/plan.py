"""The verb `bagplan`: which bags when, as text, JSON or PDF."""

from __future__ import annotations

from argparse import Namespace

from blin21_desktop.cli.papers import print_job
from blin21_desktop.cli.parts import BadInput, Parts
from blin21_desktop.cli.verbs import done, known, print_json
from blin21_desktop.domain.text import say
from blin21_desktop.present.bag_plan import plan_json, plan_of, plan_view


def bagplan(arguments: Namespace, parts: Parts) -> int:
    """Plan the bags of one patient from the next change to the end of the course."""
    desk = parts.open(arguments.file, read_only=arguments.output is None)
    try:
        known(desk, [arguments.patient])
        words = parts.words(arguments.lang, desk)
        look = desk.ward.look(arguments.patient, arguments.at, arguments.known_at)
        plan = plan_of(look, words.zone, arguments.start)
        view = plan_view(plan, words)
        if arguments.json:
            return print_json(plan_json(plan, look, words))
        if arguments.output is not None:
            from blin21_desktop.printing.job import Job

            job = Job(
                paper="bag-plan",
                patients=(arguments.patient,),
                lang=words.lang,
                page=arguments.paper,
                at=look.at,
                known_at=arguments.known_at,
                start=arguments.start,
            )
            print_job(desk, job, words, parts, arguments.output)
            return done(words.t("{path}: bag plan", path=str(arguments.output)))
        if not plan.bags:
            raise BadInput(say("no plan: {why}", why="; ".join(view.notes)))
        lines = [view.totals, *view.doubts, *view.notes, " | ".join(view.columns)]
        lines += [" | ".join(" ".join(t for t in texts if t) for texts in row.texts) for row in view.rows]
        return done("\n".join(lines))
    finally:
        desk.close()

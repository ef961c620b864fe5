"""The applicants of an allotment as typed or pasted: one a line, with ranked choices."""

from datetime import datetime
from math import isfinite

from django.utils import timezone

from passerelle.actions.quotas.allotting import Applicant
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text


def applicants_from(text: str) -> list[Applicant]:
    """One applicant a line; what cannot be read is refused with its line."""
    found, problems = [], []
    for place, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                found.append(_applicant(line))
            except ValueError:
                message = Text("Line %(line)s cannot be read.", {"line": place})
                hint = Text("Write: number; asked; points; complete on; choices.")
                problems.append(Problem("bad_line", message, hint, row=place, column="applicants"))
    if problems:
        raise Refused(problems)
    return found


def _applicant(line: str) -> Applicant:
    parts = [part.strip() for part in line.split(";")] + [""] * 4
    number, asked, points, complete, choices = parts[:5]
    at = timezone.make_aware(datetime.fromisoformat(complete)) if complete else None
    scored = float(points.replace(",", ".")) if points else None
    if int(asked or 1) < 0 or (scored is not None and not isfinite(scored)):
        raise ValueError(line)
    return Applicant(
        number,
        int(asked or 1),
        scored,
        at,
        tuple(_choice(one) for one in choices.split("|") if one.strip()),
    )


def _choice(text: str) -> dict[str, object]:
    vacancy, rank, post_rank = (part.strip() for part in text.split(":"))
    if int(rank) < 1 or (post_rank and int(post_rank) < 1):
        raise ValueError(text)
    return {"vacancy": vacancy, "rank": int(rank), "post_rank": int(post_rank) if post_rank else None}

"""Ask for a run, and ask a run to stop."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from passerelle.actions.matching.reach import refusal, run_for
from passerelle.actions.steps.tables import scheme_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.scheme import FULL_WEIGHT, PARTS
from passerelle.records.partnerships.models import Scheme, SchemeVersion
from passerelle.records.selection.models import Run

OBJECTIVES = ("score", "placements-then-score")
SETTINGS = frozenset({"seed", "objective", "off_rules", "dropped", "weights", "on"})


def request_run(
    actor: Actor, scheme_code: str, *, settings: Mapping[str, Any] | None = None, key: str | None = None
) -> Run:
    """The scheme's next run, waiting for a worker.

    ``settings``, all optional: ``seed`` (integer), ``objective``, ``off_rules`` and ``dropped`` (names of
    rules and codes of requirements left out), ``weights`` (part -> points, 10,000 in all), ``on`` (ISO
    date). Refused with code ``wrong_setting``; ``NotPermitted`` without ``match.run`` in the scheme.
    """
    schemes = Scheme.objects.visible_to(actor).filter(code=scheme_code.lower())
    scheme = schemes.first()
    if scheme is None:
        raise NotPermitted(scheme_code)
    actor.must(Permission.MATCH_RUN, scheme=scheme.pk)
    wanted = checked(settings or {})
    content = [scheme.code, wanted]
    with writing(actor, "match.request", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return Run.objects.visible_to(actor).get(number=str(note.answer))
        schemes.select_for_update().get()  # the ordinal counts up one by one
        run = _waiting(actor, scheme, wanted)
        note.scheme_code = scheme.code
        note.about(run.number)
        note.details = {"ordinal": run.ordinal, "settings": wanted}
        note.answer = run.number
        return run


def _waiting(actor: Actor, scheme: Scheme, settings: dict[str, Any]) -> Run:
    version = SchemeVersion.objects.get(scheme=scheme, number=scheme.current)
    every = Run.objects.unscoped("the next number of the scheme").filter(scheme=scheme)
    last: int = every.aggregate(last=Max("ordinal"))["last"] or 0
    settings = {"seed": 0, "objective": scheme_of(version).objective, **settings}
    return Run.objects.create(
        scheme=scheme,
        scheme_version=version,
        ordinal=last + 1,
        settings=settings,
        requested_by_id=actor.id,
        requested_at=timezone.now(),
    )


def ask_cancel(actor: Actor, number: str, *, key: str | None = None) -> None:
    """Ask a waiting or running run to stop; a waiting one stops at once, a finished one is refused."""
    run = run_for(actor, number, Permission.MATCH_RUN)
    with writing(actor, "match.cancel", purpose=Purpose.RECRUITMENT, key=key, content=number) as note:
        if note.replayed:
            return
        note.scheme_code = run.scheme.code
        note.about(number)
        this = Run.objects.unscoped("the run was reached").filter(pk=run.pk)
        if this.filter(state=Run.State.WAITING).update(state=Run.State.CANCELLED, cancel_asked=True):
            return
        if not this.filter(state=Run.State.RUNNING).update(cancel_asked=True):
            raise refusal("run_finished", Text("This run is already finished."))


def checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in their one spelling; raises ``Refused`` with code ``wrong_setting``."""
    unknown = sorted(set(settings) - SETTINGS)
    if unknown:
        raise _wrong(Text("There is no setting %(name)s.", {"name": unknown[0]}))
    wanted = {name: value for name, value in settings.items() if value not in (None, "", [], {})}
    if wanted.get("objective", OBJECTIVES[0]) not in OBJECTIVES:
        raise _wrong(Text("The objective is score or placements-then-score."))
    for name in ("off_rules", "dropped"):
        if name in wanted:
            wanted[name] = sorted({str(one) for one in wanted[name]})
    if "on" in wanted:
        wanted["on"] = _day(wanted["on"])
    if "seed" in wanted:
        wanted["seed"] = _seed(wanted["seed"])
    if "weights" in wanted:
        wanted["weights"] = _weights(wanted["weights"])
    return wanted


def _day(value: object) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise _wrong(Text("The day is a date such as 2026-03-14.")) from None


def _seed(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise _wrong(Text("The seed is a whole number.")) from None


def _weights(weights: Mapping[str, Any]) -> dict[str, int]:
    try:
        points = {part: int(weights.get(part, 0)) for part in PARTS}
    except (TypeError, ValueError):
        points = {}
    right = set(weights) <= set(PARTS) and min(points.values(), default=-1) >= 0
    if not right or sum(points.values()) != FULL_WEIGHT:
        raise _wrong(Text("Weights are whole numbers of the four parts, 10,000 in all."))
    return points


def _wrong(message: Text) -> Exception:
    return refusal("wrong_setting", message)

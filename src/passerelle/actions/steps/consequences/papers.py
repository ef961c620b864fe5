"""The papers that a stage asks for: a dossier for each case that enters it, closed when the case ends."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from passerelle.actions.steps.consequences.moved import Act, Moved
from passerelle.actions.steps.files.contracts import signed_versions
from passerelle.actions.steps.files.dossiers import About, Asked, complete_ids, open_dossiers
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import SignedCommitment

WHY = "the engine reached these cases"
KIND = "stage"
SIGNED_HERE = "signed_here"  # the text itself is kept here with its signatures: nobody scans it again


def open_stage_papers(act: Act, moved: Sequence[Moved]) -> None:
    """A dossier for each case whose new stage names papers; a stage entered again goes on with its open one.

    A stage that the table hides asks nothing of the person, so it opens none. Constant queries for one
    checklist, whatever the number of cases.
    """
    asking = [one for one in moved if one.row.documents and not one.row.hidden and not one.ended]
    if not asking:
        return
    rows = Dossier.objects.unscoped(WHY).filter(
        journey__in=[one.journey.pk for one in asking], kind=KIND, closed_on__isnull=True
    )
    held = set(rows.values_list("journey", "stage"))
    by_list: dict[tuple[str, tuple[str, ...]], list[Journey]] = defaultdict(list)
    for one in asking:
        if (one.journey.pk, one.row.to) not in held:
            by_list[(one.row.to, one.row.documents)].append(one.journey)
    for (stage, codes), journeys in sorted(by_list.items(), key=lambda pair: pair[0]):
        about = [About(one.candidate.scheme, one.candidate, one, stage=stage) for one in journeys]
        papers = [Asked(code) for code in codes]
        _count_signed(act, open_dossiers(act.note, KIND, papers, about=about, at=act.at), codes)


def close_stage_papers(act: Act, ended: Sequence[Moved]) -> None:
    """Nothing more is asked of a case that has ended. One query."""
    if ended:
        rows = Dossier.objects.unscoped(WHY).filter(
            journey__in=[one.journey.pk for one in ended], kind=KIND, closed_on__isnull=True
        )
        rows.update(closed_on=timezone.localdate(act.at))


def _count_signed(act: Act, made: Sequence[Dossier], codes: Sequence[str]) -> None:
    """What everybody signed here already is there: the text, its digest and its signatures are kept."""
    people = {one.candidate_id for one in made if one.candidate_id is not None}
    signed: dict[str, set[int]] = {}
    for code in codes:
        if code in ("contract", "agreement"):
            signed[code] = set(signed_versions(people, kind=code))
        elif code == "commitment":
            rows = SignedCommitment.objects.filter(candidate__in=people)
            signed[code] = set(rows.values_list("candidate_id", flat=True))
    for code, whose in signed.items():
        DossierItem.objects.filter(dossier__in=made, dossier__candidate__in=whose, code=code).update(
            status=DossierItem.Status.WAIVED, reason_code=SIGNED_HERE, reviewed_at=act.at
        )
    if signed:
        whole = complete_ids([one.pk for one in made], on=timezone.localdate(act.at))
        Dossier.objects.unscoped(WHY).filter(pk__in=whole).update(complete_on=timezone.localdate(act.at))

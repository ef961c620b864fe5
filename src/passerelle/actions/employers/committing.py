"""Say how many posts of a vacancy are promised, and how firmly; say that it is still open."""

from datetime import date

from django.utils import timezone

from passerelle.actions.employers.reach import refusal, vacancy_for
from passerelle.actions.steps.files.dossiers import About, add_document, open_dossier
from passerelle.actions.steps.files.keeping import keeping
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.dossier_kinds import COMMITMENT
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.commitments import LEVELS
from passerelle.domain.kernel.text import Text
from passerelle.gateways import documents
from passerelle.records.dossiers.models import Dossier
from passerelle.records.employers.models import Commitment, Freshness
from passerelle.records.vacancies.models import Vacancy


def commit_posts(  # noqa: PLR0913  # a promise has these facts
    actor: Actor,
    vacancy_number: str,
    *,
    level: str,
    posts: int,
    evidence: str = "",
    on: date | None = None,
    letter: documents.Upload | None = None,
    key: str | None = None,
) -> None:
    """Add a row: so many posts at this level from a day on; it also confirms that the vacancy is open.

    ``letter``: the signed paper; its file stands for the evidence, with one digest, and the team reviews it.
    Refused with the faults of the file, ``unknown_code``, ``too_many_posts``, ``evidence_missing``,
    ``vacancy_closed`` or ``in_the_future``.
    """
    with keeping(letter) as kept:
        evidence = evidence.strip() or (kept.name if kept else "")
        said = [vacancy_number, level, posts, evidence, str(on), kept.digest if kept else ""]
        _commit(actor, said, level=level, posts=posts, evidence=evidence, on=on, kept=kept, key=key)


def _commit(  # noqa: PLR0913  # what ``commit_posts`` takes, with the file as kept
    actor: Actor,
    said: list[object],
    *,
    level: str,
    posts: int,
    evidence: str,
    on: date | None,
    kept: documents.Kept | None,
    key: str | None,
) -> None:
    vacancy_number = str(said[0])
    with writing(actor, "vacancy.commit", purpose=Purpose.RECRUITMENT, key=key, content=said) as note:
        if note.replayed:
            return
        vacancy = vacancy_for(actor, vacancy_number, Permission.EMPLOYER_WRITE)
        day = on or timezone.localdate()
        must_be_possible(vacancy, level, posts, evidence, day)
        Commitment.objects.create(
            vacancy=vacancy,
            level=level,
            posts=posts,
            on=day,
            evidence=evidence[:500],
            document=_letter(note, vacancy, actor, kept) if kept else "",
            digest=kept.digest if kept else "",
            by_id=actor.id,
            at=timezone.now(),
        )
        _confirm(vacancy, actor)
        note.scheme_code, note.details = vacancy.scheme.code, {"level": level, "posts": posts}
        note.about(vacancy.number, vacancy.employer.number)


def _letter(note: Writing, vacancy: Vacancy, actor: Actor, kept: documents.Kept) -> str:
    """The signed letter as a document of the vacancy; its number."""
    rows = Dossier.objects.unscoped("the vacancy was reached").filter(
        kind=COMMITMENT, vacancy=vacancy, closed_on__isnull=True
    )
    about, at = About(vacancy.scheme, vacancy=vacancy, organisation=vacancy.employer), timezone.now()
    dossier = rows.first() or open_dossier(note, COMMITMENT, [], about=about, at=at)
    return add_document(note, dossier, "commitment_letter", by=actor.id, at=at, kept=kept).number


def confirm_open(actor: Actor, vacancy_number: str, *, key: str | None = None) -> None:
    """The vacancy still stands: 90 days begin anew; refused with ``vacancy_closed``."""
    with writing(
        actor, "vacancy.confirm", purpose=Purpose.RECRUITMENT, key=key, content=vacancy_number
    ) as note:
        if note.replayed:
            return
        vacancy = vacancy_for(actor, vacancy_number, Permission.EMPLOYER_WRITE)
        if vacancy.closed_on is not None:
            raise refusal("vacancy_closed", Text("This vacancy is closed."))
        _confirm(vacancy, actor)
        note.scheme_code = vacancy.scheme.code
        note.about(vacancy.number, vacancy.employer.number)


def must_be_possible(vacancy: Vacancy, level: str, posts: int, evidence: str, day: date) -> None:
    """Refuse a commitment to a closed vacancy, of an unknown level, too many posts, or without evidence."""
    if vacancy.closed_on is not None:
        raise refusal("vacancy_closed", Text("This vacancy is closed."))
    if level not in LEVELS:
        raise refusal("unknown_code", Text("Choose one from the list."), column="level")
    if not 0 <= posts <= vacancy.posts:
        message = Text("The vacancy has %(posts)s posts.", {"posts": vacancy.posts})
        raise refusal("too_many_posts", message, Text("Commit that many or fewer."), column="posts")
    if level != LEVELS[0] and posts and not evidence.strip():
        hint = Text("Name the letter, offer or contract, its date, and where it is kept.")
        raise refusal("evidence_missing", Text("The evidence is missing."), hint, column="evidence")
    if day > timezone.localdate():
        raise refusal("in_the_future", Text("This day has not come yet."), column="on")


def _confirm(vacancy: Vacancy, actor: Actor) -> None:
    today = timezone.localdate()
    row, made = Freshness.objects.get_or_create(
        vacancy=vacancy, defaults={"confirmed_on": today, "confirmed_by_id": actor.id}
    )
    if not made:
        row.confirmed_on, row.confirmed_by_id, row.noticed_on = today, actor.id, None
        row.open_until = None
        row.expired_on, row.close_code = None, ""
        save_next(row)

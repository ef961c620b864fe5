"""Say how many posts of a vacancy are promised, and how firmly; say that it is still open."""

from datetime import date

from django.utils import timezone

from passerelle.actions.employers.reach import refusal, vacancy_for
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.commitments import LEVELS
from passerelle.domain.kernel.text import Text
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
    key: str | None = None,
) -> None:
    """Add a row: so many posts at this level from a day on; it also confirms that the vacancy is open.

    Refused with ``unknown_code``, ``too_many_posts``, ``evidence_missing``, ``vacancy_closed`` or
    ``in_the_future``.
    """
    content = [vacancy_number, level, posts, evidence, str(on)]
    with writing(actor, "vacancy.commit", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
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
            evidence=evidence.strip(),
            by_id=actor.id,
            at=timezone.now(),
        )
        _confirm(vacancy, actor)
        note.scheme_code, note.details = vacancy.scheme.code, {"level": level, "posts": posts}
        note.about(vacancy.number, vacancy.employer.number)


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

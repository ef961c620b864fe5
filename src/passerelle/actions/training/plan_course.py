"""A course enters the scheme's list."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from passerelle.actions.steps.writing import writing
from passerelle.actions.training.reach import refusal
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Reach
from passerelle.domain.classifications import cefr, languages
from passerelle.domain.kernel.text import Text
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.training.models import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """What is known of a course; ``None`` and empty are unknown or not asked."""

    title: str
    kind: str
    skills: tuple[str, ...] = ()
    language: str = ""
    level: str = ""
    hours: int | None = None
    minimum_attendance: int | None = None
    asks_test: bool = True
    valid_months: int | None = None
    provider: str = ""  # public number of an organisation
    closed_on: date | None = None


def plan_course(actor: Actor, scheme_code: str, facts: CourseFacts, *, key: str | None = None) -> str:
    """Add a course; the answer is its number.

    Refused with ``title_missing``, ``unknown_language``, ``unknown_level``, ``teaches_nothing``,
    ``attendance_share``, ``unknown_provider`` or ``title_taken``.
    """
    content = [scheme_code, facts.title, facts.kind]
    with writing(actor, "course.plan", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        scheme = Scheme.objects.visible_to(actor).filter(code=scheme_code).first()
        staffed = actor.schemes(Permission.TRAINING_WRITE, reach=[Reach.SCHEME])
        if scheme is None or (staffed is not None and scheme.pk not in staffed):
            raise NotPermitted(scheme_code)
        _must_make_sense(facts)
        course = _saved(scheme, facts)
        note.scheme_code = scheme.code
        note.about(course.number)
        note.answer = course.number
        return course.number


def _must_make_sense(facts: CourseFacts) -> None:
    if not facts.title.strip():
        raise refusal("title_missing", Text("The course has no title."), column="title")
    if facts.language and not languages.is_valid(facts.language):
        raise refusal("unknown_language", Text("There is no such language code."), column="language")
    if facts.level and not cefr.is_valid(facts.level):
        hint = Text("Write a level of the European framework, such as B1.")
        raise refusal("unknown_level", Text("There is no such level."), hint, column="level")
    if facts.kind == "language" and not (facts.language and facts.level):
        hint = Text("Name the language and the level it leads to.")
        raise refusal("teaches_nothing", Text("A language course teaches a language."), hint, column="language")
    if facts.minimum_attendance is not None and not 0 <= facts.minimum_attendance <= 100:
        message = Text("Attendance is a share between 0 and 100.")
        raise refusal("attendance_share", message, column="minimum_attendance")


def _saved(scheme: Scheme, facts: CourseFacts) -> Course:
    provider = Organisation.objects.filter(number=facts.provider).first() if facts.provider else None
    if facts.provider and provider is None:
        message = Text("There is no organisation with this number.")
        raise refusal("unknown_provider", message, column="provider")
    try:
        with transaction.atomic():
            return Course.objects.create(
                scheme=scheme,
                provider=provider,
                title=facts.title.strip(),
                kind=facts.kind,
                skills=list(facts.skills),
                language=facts.language,
                level=facts.level,
                hours=facts.hours,
                minimum_attendance=facts.minimum_attendance,
                asks_test=facts.asks_test,
                valid_months=facts.valid_months,
                closed_on=facts.closed_on,
            )
    except IntegrityError:
        message, hint = Text("A course of this title is there already."), Text("Add a group to it instead.")
        raise refusal("title_taken", message, hint, column="title") from None

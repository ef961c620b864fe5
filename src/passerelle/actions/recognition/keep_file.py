"""A recognition file is opened, or what is known of it is changed."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.recognition.reach import file_for, must_be_undecided, refusal
from passerelle.actions.steps.files.recognition import open_recognitions
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import countries
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.recognition.models import RecognitionFile

EVIDENCE = ("A", "B", "M")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of a file; empty and ``None`` are unknown."""

    country: str = ""
    authority: str = ""
    qualification: str = ""
    obtained_in: str = ""
    national_level: str = ""
    eqf: int | None = None
    eqf_source: str = ""
    occupation: str = ""
    statutory_days: int | None = None
    statutory_source: str = ""
    statutory_evidence: str = ""


def open_file(actor: Actor, candidate_number: str, facts: FileFacts, *, key: str | None = None) -> str:
    """Open a file with its checklist; the answer is its number.

    Refused with ``unknown_country``, ``eqf_out_of_range``, ``eqf_without_source``, ``term_without_source``
    or ``already_open``.
    """
    content = [candidate_number, asdict(facts)]
    with writing(actor, "recognition.open", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        rows = Candidate.objects.visible_to(actor).filter(number=candidate_number)
        candidate = rows.select_related("person", "scheme").first()
        if candidate is None or not actor.may(Permission.RECOGNITION_WRITE, scheme=candidate.scheme_id):
            raise NotPermitted(candidate_number)
        _must_make_sense(facts)
        try:
            with transaction.atomic():
                (file,) = open_recognitions(note, [candidate], at=timezone.now(), facts=asdict(facts))
        except IntegrityError:
            message = Text("A file for this qualification in this country is under way already.")
            raise refusal("already_open", message, column="qualification") from None
        note.scheme_code = candidate.scheme.code
        note.answer = file.number
        return file.number


def change_file(
    actor: Actor, number: str, facts: FileFacts, *, version: int | None = None, key: str | None = None
) -> None:
    """Change what is known; refused as ``open_file``, and with ``already_decided`` or ``stale``."""
    content = [number, asdict(facts)]
    with writing(actor, "recognition.change", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, number)
        must_be_version(file, version)
        must_be_undecided(file)
        _must_make_sense(facts)
        for name, value in asdict(facts).items():
            setattr(file, name, value)
        _save(file)
        note.scheme_code = file.candidate.scheme.code
        note.about(number, file.candidate.person.number)


def _save(file: RecognitionFile) -> None:
    try:
        with transaction.atomic():
            save_next(file)
    except IntegrityError:
        message = Text("A file for this qualification in this country is under way already.")
        raise refusal("already_open", message, column="qualification") from None


def _must_make_sense(facts: FileFacts) -> None:
    for column, code in (("country", facts.country), ("obtained_in", facts.obtained_in)):
        if code and not countries.is_valid(code):
            message, hint = Text("There is no such country code."), Text("Write two letters such as DE.")
            raise refusal("unknown_country", message, hint, column=column)
    if facts.eqf is not None and not 1 <= facts.eqf <= 8:
        raise refusal("eqf_out_of_range", Text("EQF levels go from 1 to 8."), column="eqf")
    if facts.eqf is not None and not facts.eqf_source.strip():
        hint = Text("Name the table or letter that says so, or leave the level empty: unknown is an answer.")
        raise refusal("eqf_without_source", Text("A level needs its source."), hint, column="eqf_source")
    sourced = facts.statutory_source.strip() and facts.statutory_evidence in EVIDENCE
    if facts.statutory_days is not None and not sourced:
        hint = Text("Name the law and how sure it is (A, B or M), or leave the term empty.")
        message = Text("A statutory term needs its source and evidence.")
        raise refusal("term_without_source", message, hint, column="statutory_source")

"""Write a call, publish it, close it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from passerelle.actions.calls.reached import call_for, refusal
from passerelle.actions.steps.tables import tracks_of
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.asked import call_faults
from passerelle.records.calls.models import Call
from passerelle.records.partnerships.models import Scheme, SchemeVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What a call says."""

    track: str
    opens_on: date
    closes_on: date | None = None
    places: int | None = None
    languages: Sequence[str]
    texts: Mapping[str, Mapping[str, str]]
    fields: Sequence[Mapping[str, object]]
    documents: Sequence[Mapping[str, object]] = ()


def write_call(actor: Actor, scheme_code: str, facts: CallFacts, *, key: str | None = None) -> str:
    """A new call, not published yet; answers its number.

    Raises ``Refused`` with every fault: ``unknown_track``, ``unknown_field``, ``unknown_document``,
    ``no_language``, ``no_text``, ``closes_before_it_opens``.
    """
    scheme = Scheme.objects.visible_to(actor).get(code=scheme_code)
    actor.must(Permission.SELECTION_WRITE, scheme=scheme.pk)
    with writing(actor, "call.write", purpose=Purpose.RECRUITMENT, key=key, content=repr(facts)) as note:
        if note.replayed:
            return str(note.answer)
        call = Call(scheme=scheme)
        _put(call, facts)
        call.save()
        note.scheme_code, note.answer = scheme.code, call.number
        note.about(call.number)
    return call.number


def change_call(
    actor: Actor, number: str, facts: CallFacts, *, version: int | None = None, key: str | None = None
) -> None:
    """Change a call that is not published yet: what people have read stays as it was (``published``)."""
    with writing(actor, "call.change", purpose=Purpose.RECRUITMENT, key=key, content=repr(facts)) as note:
        if note.replayed:
            return
        call = call_for(actor, number)
        must_be_version(call, version)
        if call.state != Call.State.DRAFT:
            hint = Text("Close it and write a new one.")
            raise refusal("published", Text("A published call stays as people have read it."), hint)
        _put(call, facts)
        save_next(call)
        note.scheme_code = call.scheme.code
        note.about(number)


def publish_call(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """Let everybody read the call from its first day on."""
    _turn(actor, number, "call.published", Call.State.PUBLISHED, version, key)


def close_call(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """Take no more applications; those handed in go on."""
    _turn(actor, number, "call.closed", Call.State.CLOSED, version, key)


def _turn(
    actor: Actor, number: str, deed: str, state: Call.State, version: int | None, key: str | None
) -> None:
    content = [number, state.value]
    with writing(actor, deed, purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        call = call_for(actor, number)
        must_be_version(call, version)
        if call.state == Call.State.CLOSED:
            raise refusal("call_closed", Text("This call is closed."), Text("Write a new one."))
        call.state = state
        save_next(call)
        note.scheme_code = call.scheme.code
        note.about(number)


def _put(call: Call, facts: CallFacts) -> None:
    problems = call_faults(facts.fields, facts.languages, facts.texts, facts.documents)
    newest = SchemeVersion.objects.get(scheme=call.scheme, number=call.scheme.current)
    tracks = tracks_of(newest)
    if facts.track not in tracks:
        message = Text("This scheme has no track %(track)s.", {"track": facts.track})
        hint = Text("Choose one of: %(tracks)s.", {"tracks": ", ".join(tracks)})
        problems.append(Problem("unknown_track", message, hint, column="track"))
    if facts.closes_on is not None and facts.closes_on < facts.opens_on:
        message, hint = Text("The last day lies before the first."), Text("Correct one of the two.")
        problems.append(Problem("closes_before_it_opens", message, hint, column="closes_on"))
    if problems:
        raise Refused(problems)
    call.track, call.opens_on, call.closes_on, call.places = (
        facts.track, facts.opens_on, facts.closes_on, facts.places,
    )  # fmt: skip
    call.languages, call.texts = list(facts.languages), {code: dict(one) for code, one in facts.texts.items()}
    call.fields, call.documents = [dict(one) for one in facts.fields], [dict(one) for one in facts.documents]

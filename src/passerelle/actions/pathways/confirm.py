"""A named person states that a value of the law is the one of the official text, or takes that back."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.book import book
from passerelle.records.pathways.models import Confirmation


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared with what: the version read, the official text, its article, the day."""

    digest: str
    official_text: str
    article: str
    on: date


def confirm(actor: Actor, parameter: str, compared: Compared, *, key: str | None) -> None:
    """Record the comparison; from then on screens say who confirmed the value.

    Refused with ``stale`` (the value changed meanwhile), ``already_confirmed``, ``no_value``,
    ``official_text_missing`` or ``compared_later``.
    """
    actor.must(Permission.PATHWAY_CONFIRM)
    if actor.id is None:
        raise NotPermitted(parameter)
    content = [parameter, compared.digest, compared.official_text, compared.article, compared.on.isoformat()]
    with writing(actor, "pathway.confirm", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return
        _must_be_possible(parameter, compared)
        _keep(actor.id, parameter, compared)
        note.details = {"parameter": parameter, "digest": compared.digest, "text": compared.official_text[:300]}


def withdraw_confirmation(actor: Actor, parameter: str, *, digest: str, why: str, key: str | None) -> None:
    """Take back the confirmation of the version in use, with a reason; it stays listed as withdrawn.

    From then on the value is unconfirmed again and may be confirmed anew. Refused with ``not_confirmed``,
    ``stale`` or ``no_reason``.
    """
    actor.must(Permission.PATHWAY_CONFIRM)
    if actor.id is None:
        raise NotPermitted(parameter)
    content = [parameter, digest, why]
    with writing(actor, "pathway.withdraw", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return
        known = book().parameters.get(parameter)
        if known is None:
            raise NotPermitted(parameter)
        if known.digest != digest:
            hint = Text("Open the page again and compare the new value.")
            raise _refused("stale", Text("This value has changed since you opened the page."), hint)
        if not why.strip():
            hint = Text("One sentence is enough: what differs, or why it can no longer be relied on.")
            raise Refused([Problem("no_reason", Text("Say why."), hint, column="why")])
        rows = Confirmation.objects.filter(parameter=parameter, digest=digest, withdrawn_at__isnull=True)
        if not rows.update(
            withdrawn_at=timezone.now(), withdrawn_by_id=actor.id, withdrawn_why=why.strip()[:1_000]
        ):
            raise _refused("not_confirmed", Text("Nobody's confirmation holds here."), None)
        note.details = {"parameter": parameter, "digest": digest}


def _must_be_possible(parameter: str, compared: Compared) -> None:
    known = book().parameters.get(parameter)
    if known is None:
        raise NotPermitted(parameter)
    if known.digest != compared.digest:
        hint = Text("Open the page again and compare the new value.")
        raise _refused("stale", Text("This value has changed since you opened the page."), hint)
    if not known.values:
        raise _refused("no_value", Text("There is no value to confirm."), None)
    if not compared.official_text.strip() or not compared.article.strip():
        hint = Text("Give the address of the official text and the article.")
        raise _refused("official_text_missing", Text("The official text is not named."), hint)
    if compared.on > timezone.localdate():
        hint = Text("Give the day on which you compared it.")
        raise _refused("compared_later", Text("That day has not come yet."), hint)


def _keep(by: int, parameter: str, compared: Compared) -> None:
    try:
        with transaction.atomic():
            Confirmation.objects.create(
                parameter=parameter,
                digest=compared.digest,
                official_text=compared.official_text.strip()[:300],
                article=compared.article.strip()[:80],
                compared_on=compared.on,
                by_id=by,
                at=timezone.now(),
            )
    except IntegrityError:
        raise _refused("already_confirmed", Text("Somebody has confirmed this value already."), None) from None


def _refused(code: str, message: Text, hint: Text | None) -> Refused:
    return Refused([Problem(code, message, hint)])

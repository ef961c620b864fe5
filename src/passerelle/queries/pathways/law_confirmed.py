"""Which values of the law a named person has confirmed, and the versions known here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.changes import Span, changed_spans, restored
from passerelle.domain.pathways.parameters import Parameter, Value
from passerelle.records.pathways.confirmed import digests_in_use
from passerelle.records.pathways.models import Confirmation, ParameterVersion


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who compared a value with which official text, on which day; ``is_in_use``: it is still that value.

    ``withdrawn_at``, by whom and why, where the confirmation was taken back.
    """

    by: str
    official_text: str
    article: str
    compared_on: date
    at: datetime
    is_in_use: bool
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value in use is confirmed by it."""
        return self.is_in_use and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version of a parameter as it was first read here."""

    digest: str
    seen_at: datetime
    values: tuple[Value, ...]
    changed: tuple[Span, ...]  # against the version before; empty for the first


@dataclass(frozen=True, slots=True)
class ParameterPage:
    """A parameter with its confirmations and versions, newest first."""

    parameter: Parameter
    confirmations: tuple[Confirmed, ...]
    versions: tuple[KnownVersion, ...]
    may_confirm: bool

    @property
    def confirmed(self) -> Confirmed | None:
        """The confirmation of the value in use; ``None`` while nobody has compared it."""
        return next((one for one in self.confirmations if one.holds), None)

    @property
    def withdrawn(self) -> Confirmed | None:
        """The confirmation of the value in use that was last taken back, while no other holds."""
        if self.confirmed is not None:
            return None
        return next((one for one in self.confirmations if one.withdrawn_at and one.is_in_use), None)

    @property
    def latest_change(self) -> tuple[Span, ...]:
        """The days that the newest version changed; all its days where its confirmation was taken back."""
        if self.withdrawn is not None:
            return changed_spans((), self.parameter.values)
        return self.versions[0].changed if self.versions else ()


def confirmed_digests(actor: Actor) -> Mapping[str, str]:
    """Parameter to the digest in use, where a named person confirmed that version. One query."""
    actor.must(Permission.PATHWAY_READ)
    return digests_in_use()


def parameter_page(actor: Actor, name: str) -> ParameterPage:
    """A parameter with who confirmed it and what changed; two queries."""
    actor.must(Permission.PATHWAY_READ)
    parameter = book().parameters.get(name)
    if parameter is None:
        raise NotPermitted(name)
    rows = Confirmation.objects.filter(parameter=name).select_related("by", "withdrawn_by")
    return ParameterPage(
        parameter=parameter,
        confirmations=tuple(
            Confirmed(
                by=row.by.name,
                official_text=row.official_text,
                article=row.article,
                compared_on=row.compared_on,
                at=row.at,
                is_in_use=row.digest == parameter.digest,
                withdrawn_at=row.withdrawn_at,
                withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
                withdrawn_why=row.withdrawn_why,
            )
            for row in rows
        ),
        versions=known_versions(name),
        may_confirm=actor.may(Permission.PATHWAY_CONFIRM) and bool(parameter.values),
    )  # fmt: skip


def known_versions(name: str) -> tuple[KnownVersion, ...]:
    """The versions of a parameter that this installation has read, newest first."""
    found: list[KnownVersion] = []
    before: tuple[Value, ...] | None = None
    for row in ParameterVersion.objects.filter(parameter=name).order_by("pk"):
        values = restored(row.values)
        changed = changed_spans(before, values) if before is not None else ()
        found.append(KnownVersion(row.digest, row.seen_at, values, changed))
        before = values
    return tuple(reversed(found))


def changed_parameters(actor: Actor) -> tuple[str, ...]:
    """Parameters with more than one version here: their values changed while the installation ran."""
    actor.must(Permission.PATHWAY_READ)
    seen: dict[str, int] = {}
    for name in ParameterVersion.objects.values_list("parameter", flat=True):
        seen[name] = seen.get(name, 0) + 1
    return tuple(sorted(name for name, count in seen.items() if count > 1))

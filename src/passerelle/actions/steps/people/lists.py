"""What the import of any list shares: the scheme, the partner whose list it is, the codes, the last look."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.classifications.concepts import Kind
from passerelle.domain.intake.codes import KnownCodes
from passerelle.domain.intake.preview import Preview
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.classifications.models import Concept, Release
from passerelle.records.partnerships.models import Organisation, Scheme

PARTNER_KIND = "partner"


def scheme_to_fill(actor: Actor, code: str, permission: Permission) -> Scheme:
    """The scheme that a list is for; ``Scheme.DoesNotExist`` or ``NotPermitted`` out of reach."""
    scheme = Scheme.objects.visible_to(actor).get(code=code.lower())
    actor.must(Permission.LIST_IMPORT, scheme=scheme.pk)
    actor.must(permission, scheme=scheme.pk)
    return scheme


def partner_name(actor: Actor, scheme: Scheme, named: str | None) -> str:
    """Whose list it is: the actor's own organisation, else the one named, else the scheme's team."""
    grants = [grant for grant in actor.granting(Permission.LIST_IMPORT) if grant.scheme in (None, scheme.pk)]
    own = next((grant.organisation for grant in grants if grant.organisation is not None), None)
    if own is not None and all(grant.organisation is not None for grant in grants):
        return Organisation.objects.get(pk=own).name
    return named or f"{scheme.name}: team"


def partner(name: str) -> Organisation | None:
    """The organisation of a name that has brought lists before, or belongs to the partnership."""
    return Organisation.objects.filter(name=name).exclude(kind="employer").order_by("pk").first()


def partner_made(name: str) -> Organisation:
    """The organisation of a name, made when there is none."""
    return partner(name) or Organisation.objects.create(name=name, kind=PARTNER_KIND)


def loaded_codes() -> KnownCodes:
    """ESCO addresses as loaded; nothing is refused for an address while nothing is loaded."""
    if not Release.objects.exists():
        return KnownCodes()
    uris = Concept.objects.values_list("uri", flat=True)
    return KnownCodes(
        occupations=frozenset(uris.filter(kind=Kind.OCCUPATION)), skills=frozenset(uris.filter(kind=Kind.SKILL))
    )


def must_be_as_seen(preview: Preview, expected: str | None) -> None:
    """Refuse with code ``moved`` when the list would now change something else than was shown."""
    if expected is not None and preview.fingerprint() != expected:
        message = Text("The records changed since this list was checked.")
        raise Refused([Problem("moved", message, Text("Look at the new preview, then keep the list."))])

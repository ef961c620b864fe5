"""The organisations that a scheme file names as parties."""

from passerelle.domain.schemes.scheme import Party, Scheme
from passerelle.records.partnerships.models import Organisation

# The first word found in any of a party's roles says what kind of organisation it is.
KINDS = (
    ("employment service", "employment_service"),
    ("funder", "funder"),
    ("train", "training_provider"),
    ("course", "training_provider"),
    ("degree", "training_provider"),
    ("seats", "training_provider"),
    ("ministry", "authority"),
    ("authority", "authority"),
    ("association", "association"),
    ("employers", "association"),
)
OTHERWISE = "agency"


def kind_of(party: Party) -> str:
    """What kind of organisation a party is, by the roles it holds in the scheme."""
    roles = " ".join(party.roles).lower()
    return next((kind for word, kind in KINDS if word in roles), OTHERWISE)


def organisations_of(scheme: Scheme) -> list[Organisation]:
    """The parties' organisations, made where they are not yet known; call inside a transaction."""
    return [_organisation(party) for party in scheme.parties]


def _organisation(party: Party) -> Organisation:
    # One organisation through all schemes, whatever it does in each: its roles stand in the files.
    name, country = party.name[:200], party.country or ""
    known = Organisation.objects.filter(name=name, country=country).order_by("pk").first()
    return known or Organisation.objects.create(name=name, country=country, kind=kind_of(party))

"""Odd input on every route, as every role: an answer in words, never a broken page."""

import random
from collections.abc import Iterator, Mapping
from itertools import cycle, product
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter
from matching_cast import Matched, make_matched
from web.conftest import signed_in

from passerelle.actions.matching.accept import accept
from passerelle.actions.matching.offers import make_offer
from passerelle.actions.matching.referral_life import agree
from passerelle.domain.access.roles import Role
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ODD = (
    "", "\x00", "a\x00b", "²", "٣", "-1", "0", "9" * 30, "1e999", "NaN", "\u202e\ufeff\U0001f9ea", "%", "%s%n",
    "'\"><script>", "../../etc/passwd", "0001-01-01", "9999-12-31", "//evil.example/", ",", "x:²", "x" * 3_000,
)  # fmt: skip
SOUND = (
    "alpha",
    "candidates",
    "vacancies",
    "xlsx",
    "csv",
    "people",
    "rules",
    "open",
    "francetravail",
    "fr",
    "1",
)
QUERY = (
    "scheme", "text", "occupation", "language", "lacking", "country", "suspects", "closed", "sort", "format",
    "page", "q", "kind", "list", "next", "view", "show", "outcome", "pair", "candidate", "vacancy", "try",
    "with", "row",
)  # fmt: skip
FORM = (
    "scheme", "objective", "on", "seed", "weight_skills", "rule_shown", "requirement_shown", "before", "key",
    "shown", "version", "row", "reason_code", "note", "code", "next", "token", "fingerprint", "kind", "partner",
    "adapter", "email", "password", "language", "family_name", "given_name", "phone", "birth_date", "sex",
    "occupations", "skills", "languages", "eqf", "years", "licences", "countries", "available_from", "title",
    "employer", "country", "region", "posts", "start", "years_min", "eqf_min", "salary", "route",
)  # fmt: skip
FILES = (
    b"",
    b"\x00" * 40,
    b"PK\x03\x04broken",
    b"\x1f\x8b\x08broken",
    b"\xd0\xcf\x11\xe0",
    b'a,b\n"c',
    "é;²\n".encode(),
)

IMPOSSIBLE = ("%00", "%C2%B2", "x" * 300)


@pytest.fixture
def matched(db: None) -> Matched:
    """A run with a referral that was agreed to, and an offer."""
    made = make_matched()
    proposal = made.proposal(made.best)
    referral = accept(made.caseworker, proposal.number, version=proposal.version, shown_at=None, key=None)
    agree(made.caseworker, referral, key=None)
    make_offer(made.caseworker, referral, key=None)
    return made


def addresses(matched: Matched) -> list[tuple[str, str]]:
    """Each route with rows that exist, and again with names that nothing can have."""
    referral = Referral.objects.unscoped("the test's own").get()
    proposal, offer = matched.proposal(matched.best), referral.offers.get()
    there = {
        "run": matched.run.number, "pair": matched.run.number, "proposal": proposal.number,
        "referral": referral.number, "offer": offer.number,
    }  # fmt: skip
    found = []
    for name in sorted(one for one in get_resolver().reverse_dict if isinstance(one, str)):
        possibilities, _regex, _defaults, kinds = get_resolver().reverse_dict.getlist(name)[0]
        (path, wanted), *_more = possibilities
        sound = {"code": "alpha", "kind": "candidates", "candidate": matched.best.number,
                 "vacancy": matched.dutch.number}  # fmt: skip
        sound |= {one: "1" for one, kind in kinds.items() if isinstance(kind, IntConverter)}
        number = {"candidate": matched.best.number, "vacancy": matched.dutch.number, **there}.get(
            name.partition("-")[0], "X-0000000000-0"
        )
        found.append((name, reverse(name, kwargs={one: sound.get(one, number) for one in wanted})))
        if wanted and "code" not in wanted:
            # Written by hand: a route that takes only plain words or figures makes no such address itself.
            found += [(name, f"/{path % dict.fromkeys(wanted, odd)}") for odd in IMPOSSIBLE]
    return found


def drawn(dice: random.Random, names: tuple[str, ...], most: int) -> Mapping[str, list[str]]:
    """A few fields, each with one or two odd values."""
    return {
        name: dice.choices((*ODD, *SOUND), k=dice.choice((1, 1, 2)))
        for name in dice.sample(names, dice.randint(1, most))
    }


def broken(client: Client, name: str, address: str, dice: random.Random) -> Iterator[object]:
    """What an address answers with a server error, asked with odd queries and odd forms."""
    query, form = drawn(dice, QUERY, 4), drawn(dice, FORM, 12)
    if client.get(address, query).status_code >= 500:
        yield name, address, "GET", query
    if client.post(address, form, query_params=query).status_code >= 500:
        yield name, address, "POST", form, query
    if name == "imports":
        kind, ending = dice.choice(SOUND), dice.choice((".csv", ".xlsx", ".csv.gz", "\x00.csv", ".csv" * 90))
        sent = {"kind": kind, "scheme": "alpha", "adapter": dice.choice(("", "francetravail"))}
        file = SimpleUploadedFile(f"list{ending}", dice.choice(FILES))
        if client.post(address, {**sent, "file": file}).status_code >= 500:
            yield name, ending, sent


def test_odd_input_is_answered_in_words_to_everybody(matched: Matched) -> None:
    known = [(name, address) for name, address in addresses(matched) if name != "sign-out"]
    sound = [(name, address) for name, address in known if not any(odd in address for odd in IMPOSSIBLE)]
    assert len(sound) >= 25
    found = []
    for role in (None, *Role):
        client = signed_in(matched.actors[role]) if role else Client()
        client.raise_request_exception = False
        dice = random.Random(f"odd {role}")
        # Rows that cannot exist: once, for the role that opens most.
        asked = known if role is Role.SCHEME_MANAGER else sound
        found += [one for name, address in asked for one in broken(client, name, address, dice)]
    assert found == []


def test_each_field_of_a_list_may_be_odd_alone(matched: Matched) -> None:
    client = signed_in(matched.manager)
    client.raise_request_exception = False
    bench = reverse("run", args=[matched.run.number])
    pages = [reverse("candidates"), reverse("vacancies"), reverse("runs"), f"{bench}?view=people"]
    found, turn = [], cycle(ODD)
    for address, name in product(pages, QUERY):
        sign = "&" if "?" in address else "?"
        for odd in ("²", next(turn)) if name in ("page", "row") else (next(turn),):
            asked = f"{address}{sign}{urlencode({name: odd})}"
            if client.get(asked).status_code >= 500:
                found.append(asked)
    assert found == []


@pytest.mark.parametrize("address", ["/runs/%00/", "/runs/?scheme=%00", "/candidates/%00/"])
def test_zero_signs_are_refused_before_a_database_sees_them(matched: Matched, address: str) -> None:
    assert signed_in(matched.manager).get(address).status_code == 400


@pytest.mark.parametrize("name", ["note", "row", "rule_shown"])
def test_zero_signs_in_a_form_are_refused(matched: Matched, name: str) -> None:
    assert signed_in(matched.manager).post(reverse("runs"), {name: "a\x00"}).status_code == 400


@pytest.mark.parametrize("wanted", ["people", "//evil.example/", "https://evil.example/", "sign-out"])
def test_where_to_go_next_is_an_address_of_ours_or_left_out(matched: Matched, wanted: str) -> None:
    referral = Referral.objects.unscoped("the test's own").get()
    there = reverse("referral-agree", args=[referral.number])
    answer = signed_in(matched.caseworker).post(there, {"next": wanted, "version": referral.version})
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]

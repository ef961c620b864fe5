"""What a card states and how it stands; the square code follows the standard."""

import hashlib
from datetime import date

import pytest

from passerelle.domain.cards.card import (
    FIELDS,
    FORM,
    KeyFacts,
    holder_digest,
    initials,
    key_of_card,
    read_file,
    signed_bytes,
    standing,
)
from passerelle.domain.cards.qr import as_path, modules, remainder
from passerelle.domain.kernel.problems import Refused

DAYS = {"from": "2026-05-01", "until": "2026-10-31"}
KEY = KeyFacts("k1", "x", date(2026, 1, 1))
CARD = {**dict.fromkeys(FIELDS, ""), **DAYS, "form": FORM, "key": "k1", "issued_on": "2026-03-01"}


@pytest.mark.parametrize(
    ("names", "shown"),
    [(("Amina", "El Alaoui"), "A.E.A."), (("Jean-Marie",), "J.M."), (("", ""), ""), (("أمينة",), "أ.")],
)
def test_a_card_shows_initials_only(names: tuple[str, ...], shown: str) -> None:
    assert initials(*names) == shown


@pytest.mark.parametrize(
    ("on", "how", "state"),
    [
        (date(2026, 5, 1), {}, "valid"),
        (date(2026, 10, 31), {}, "valid"),
        (date(2026, 11, 1), {}, "expired"),
        (date(2026, 4, 30), {}, "not_yet"),
        (date(2026, 6, 1), {"replaced": True}, "replaced"),
        (date(2027, 6, 1), {"revoked": True, "replaced": True}, "revoked"),
    ],
)
def test_how_a_card_stands(on: date, how: dict[str, bool], state: str) -> None:
    assert standing(DAYS, on=on, **{"revoked": False, **how}) == state


def test_days_that_nobody_knows_close_nothing() -> None:
    assert standing({"from": None, "until": None}, on=date(2030, 1, 1), revoked=False) == "valid"


def test_the_name_is_proven_by_the_holders_part_alone() -> None:
    assert holder_digest("ABCD2345", "Amina Alaoui") != holder_digest("ABCD2346", "Amina Alaoui")


def test_the_key_must_have_signed_on_that_day() -> None:
    assert key_of_card(CARD, {"k1": KEY}) is KEY
    retired = KeyFacts("k1", "x", date(2026, 1, 1), date(2026, 2, 28))
    withdrawn = KeyFacts("k1", "x", date(2026, 1, 1), date(2026, 4, 1), withdrawn=True)
    for keys, card, code in (
        ({}, CARD, "key_unknown"),
        ({"k1": withdrawn}, CARD, "key_withdrawn"),
        ({"k1": retired}, CARD, "key_dates"),
        ({"k1": KEY}, {**CARD, "issued_on": "2025-12-31"}, "key_dates"),
        ({"k1": KEY}, {**CARD, "issued_on": "soon"}, "key_dates"),
    ):
        with pytest.raises(Refused) as refused:
            key_of_card(card, keys)
        assert refused.value.problems[0].code == code


def test_a_file_is_a_card_or_nothing() -> None:
    assert read_file({"payload": CARD, "signature": "s"}) == (CARD, "s")
    more, other = {**CARD, "name": "x"}, {**CARD, "form": "passerelle-card/2"}
    for wrong in (
        [],
        {},
        {"payload": CARD},
        {"payload": more, "signature": "s"},
        {"payload": other, "signature": "s"},
    ):
        with pytest.raises(Refused):
            read_file(wrong)


def test_what_is_signed_does_not_hang_on_the_order_of_keys() -> None:
    assert signed_bytes(CARD) == signed_bytes(dict(reversed(CARD.items())))


def test_the_square_code_is_the_one_that_others_draw() -> None:
    """Compared module by module with another implementation at 12 lengths and all masks; this is one of them."""
    grid = modules("https://passerelle.example.org/card/ABCDEFGHJKMN/", mask=2)
    drawn = "\n".join("".join("#" if dark else "." for dark in row) for row in grid)
    assert len(grid) == 33
    assert (
        hashlib.sha256(drawn.encode()).hexdigest()
        == "a6af6408d9f025461fde2d2ca204ca1b0718b283a9adcc9849563ab57d73950b"
    )


def test_known_bytes_of_correction() -> None:
    """ISO/IEC 18004, annex I: the symbol 01234567 of version 1-M."""
    message = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, *[0xEC, 0x11] * 5]
    assert remainder(message, 10) == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55]


@pytest.mark.parametrize(
    ("length", "size"), [(14, 21), (15, 25), (26, 25), (42, 29), (62, 33), (84, 37), (106, 41)]
)
def test_each_length_takes_the_smallest_version(length: int, size: int) -> None:
    grid = modules("A" * length)
    assert len(grid) == len(grid[0]) == size
    assert as_path(grid).count("M") == sum(map(sum, grid))


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        modules("A" * 107)

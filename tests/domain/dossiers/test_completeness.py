"""When a checklist is complete, and what stands in the way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.dossiers.completeness import Item, expiring_within, is_complete_on, missing_on, state_on
from passerelle.domain.dossiers.files import clean_name, kind_of

DAY = date(2026, 3, 14)
STATUSES = ["missing", "received", "accepted", "sent_back", "waived"]
items = st.lists(
    st.builds(
        Item,
        code=st.text(min_size=1, max_size=4),
        status=st.sampled_from(STATUSES),
        needed=st.booleans(),
        expires_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    ),
    max_size=6,
)


def test_an_accepted_document_counts_on_its_last_day_and_not_after() -> None:
    item = Item("passport", "accepted", expires_on=DAY)
    assert is_complete_on([item], DAY)
    assert state_on(item, DAY + timedelta(days=1)) == "expired"
    assert missing_on([item], DAY + timedelta(days=1)) == (item,)


def test_waived_needs_no_validity_and_optional_is_never_missing() -> None:
    assert is_complete_on(
        [Item("a", "waived", expires_on=DAY - timedelta(days=9)), Item("b", needed=False)], DAY
    )


def test_what_runs_out_soon_is_named_soonest_first() -> None:
    late, soon = (
        Item("b", "accepted", expires_on=DAY + timedelta(days=20)),
        Item("a", "accepted", expires_on=DAY),
    )
    past, unread = (
        Item("c", "accepted", expires_on=DAY - timedelta(days=1)),
        Item("d", "received", expires_on=DAY),
    )
    assert expiring_within([late, past, unread, soon, Item("e", "accepted")], DAY, 30) == (soon, late)


@given(items, st.dates(date(2026, 1, 1), date(2026, 6, 1)))
def test_complete_is_nothing_missing_and_order_does_not_matter(rows: list[Item], on: date) -> None:
    assert is_complete_on(rows, on) == (not missing_on(rows, on)) == is_complete_on(rows[::-1], on)


@given(items, st.dates(date(2026, 1, 1), date(2026, 5, 1)), st.integers(0, 60))
def test_time_alone_never_completes_a_list(rows: list[Item], on: date, days: int) -> None:
    if not is_complete_on(rows, on):
        assert not is_complete_on(rows, on + timedelta(days=days))


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n..", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"MZ", None),
        (b"", None),
    ],
)
def test_a_kind_is_told_by_the_first_bytes(start: bytes, kind: str | None) -> None:
    assert kind_of(start) == kind


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\me\\diplôme 1.exe", "diplôme 1.pdf"),
        ("شهادة.pdf", "شهادة.pdf"),
        ('a"\r\nSet-Cookie: x.pdf', "a Set-Cookie x.pdf"),
        ("...", "document.pdf"),
    ],
)
def test_a_name_keeps_no_folder_and_no_control_sign(name: str, clean: str) -> None:
    assert clean_name(name, "pdf") == clean

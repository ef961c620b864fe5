"""People are told by the way they prefer, else by what is known; nobody is reminded at night."""

from datetime import time

import pytest

from passerelle.domain.journey.channels import channel_for, is_quiet, ways_open

MAIL, PHONE = "a@people.example", "+212600000000"


@pytest.mark.parametrize(
    ("preferred", "email", "phone", "way"),
    [
        ("", MAIL, PHONE, ("email", MAIL)),
        ("", "", PHONE, ("sms", PHONE)),
        ("sms", MAIL, PHONE, ("sms", PHONE)),
        ("whatsapp", MAIL, PHONE, ("whatsapp", PHONE)),
        ("sms", MAIL, "0600", ("email", MAIL)),
        ("whatsapp", "", "", None),
        ("", "", "0600", None),
    ],
)
def test_the_way_to_a_person(preferred, email, phone, way):
    assert channel_for(preferred, email=email, phone=phone) == way


def test_a_letter_goes_by_the_service_only_where_it_was_chosen():
    assert channel_for("letter", email=MAIL, phone=PHONE, letter="O-1") == ("letter", "O-1")
    assert channel_for("letter", email=MAIL, phone=PHONE) == ("email", MAIL)
    assert channel_for("", email="", phone="", letter="O-1") is None


def test_only_ways_with_an_address_can_be_chosen():
    assert ways_open(email="", phone=PHONE, letter="") == ("sms", "whatsapp")
    assert ways_open(email=MAIL, phone="0600", letter="O-1") == ("email", "letter")


def test_the_night_is_quiet():
    assert [is_quiet(time(hour)) for hour in (0, 7, 8, 19, 20)] == [True, True, False, False, True]

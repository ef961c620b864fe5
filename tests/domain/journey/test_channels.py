"""People are told by the way they prefer, else by what is known; nobody is reminded at night."""

from datetime import time

import pytest

from passerelle.domain.journey.channels import channel_for, is_quiet

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


def test_the_night_is_quiet():
    assert [is_quiet(time(hour)) for hour in (0, 7, 8, 19, 20)] == [True, True, False, False, True]

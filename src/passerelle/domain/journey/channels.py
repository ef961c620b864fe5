"""By which way a person is told: as they prefer, else by what is known of them; reminders keep quiet hours."""

from datetime import time

CHANNELS = ("email", "sms", "whatsapp", "letter")
QUIET_UNTIL, QUIET_FROM = time(8), time(20)


def channel_for(preferred: str, *, email: str, phone: str, letter: str = "") -> tuple[str, str] | None:
    """The channel and the address; ``None`` when the person cannot be reached.

    ``letter``: the partner service that would hand a letter over; like WhatsApp only where it was chosen.
    """
    dialled = phone if phone.startswith("+") else ""
    known = {
        "email": email,
        "sms": dialled,
        "whatsapp": dialled if preferred == "whatsapp" else "",
        "letter": letter if preferred == "letter" else "",
    }
    order = [preferred, *CHANNELS] if preferred else list(CHANNELS)
    return next(((one, known[one]) for one in order if known[one]), None)


def ways_open(*, email: str, phone: str, letter: str) -> tuple[str, ...]:
    """The channels among which a person may choose: those with an address that is known."""
    way = {one: channel_for(one, email=email, phone=phone, letter=letter) for one in CHANNELS}
    return tuple(one for one, found in way.items() if found is not None and found[0] == one)


def is_quiet(now: time) -> bool:
    """Whether it is too early or too late to remind anybody."""
    return not QUIET_UNTIL <= now < QUIET_FROM

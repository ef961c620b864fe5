"""By which way a person is told: as they prefer, else by what is known of them; reminders keep quiet hours."""

from datetime import time

CHANNELS = ("email", "sms", "whatsapp")
QUIET_UNTIL, QUIET_FROM = time(8), time(20)


def channel_for(preferred: str, *, email: str, phone: str) -> tuple[str, str] | None:
    """The channel and the address; ``None`` when the person cannot be reached."""
    dialled = phone if phone.startswith("+") else ""
    known = {"email": email, "sms": dialled, "whatsapp": dialled if preferred == "whatsapp" else ""}
    order = [preferred, *CHANNELS] if preferred else list(CHANNELS)
    return next(((one, known[one]) for one in order if known[one]), None)


def is_quiet(now: time) -> bool:
    """Whether it is too early or too late to remind anybody."""
    return not QUIET_UNTIL <= now < QUIET_FROM

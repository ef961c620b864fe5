"""Ways out to people behind one interface: e-mail, SMS, WhatsApp, letter; files until a carrier is named."""

from collections.abc import Mapping
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from passerelle.gateways.mail import MailFailed, send_mail
from passerelle.gateways.sms import TextFailed, write_text

NOT_TAKEN = (MailFailed, TextFailed)


class Channel(Protocol):
    """One way out; raises one of ``NOT_TAKEN`` when the message is not taken."""

    def __call__(self, address: str, subject: str, body: str) -> None: ...


def sms_file(address: str, subject: str, body: str) -> None:
    """The default of ``SMS_CARRIER``: one file for each message; a short message has no subject."""
    write_text(settings.SMS_FILE_PATH, address, body)


def whatsapp_file(address: str, subject: str, body: str) -> None:
    """The default of ``WHATSAPP_CARRIER``: one file for each message."""
    write_text(settings.WHATSAPP_FILE_PATH, address, body)


def letter_file(address: str, subject: str, body: str) -> None:
    """The default of ``LETTER_CARRIER``: one file to print for each letter; the address names the service."""
    write_text(settings.LETTER_FILE_PATH, address, f"{subject}\n\n{body}")


def _named(setting: str) -> Channel:
    """The carrier that the installation names by its dotted path."""

    def send(address: str, subject: str, body: str) -> None:
        carrier = cast(Channel, import_string(getattr(settings, setting)))
        carrier(address, subject, body)

    return send


CHANNELS: Mapping[str, Channel] = {
    "email": send_mail,
    "sms": _named("SMS_CARRIER"),
    "whatsapp": _named("WHATSAPP_CARRIER"),
    "letter": _named("LETTER_CARRIER"),
}

"""Ways out to people behind one interface: e-mail, SMS, WhatsApp; files until a carrier is named."""

from collections.abc import Mapping
from typing import Protocol

from django.conf import settings

from passerelle.gateways.mail import MailFailed, send_mail
from passerelle.gateways.sms import TextFailed, send_text, write_text

NOT_TAKEN = (MailFailed, TextFailed)


class Channel(Protocol):
    """One way out; raises one of ``NOT_TAKEN`` when the message is not taken."""

    def __call__(self, address: str, subject: str, body: str) -> None: ...


def _sms(address: str, subject: str, body: str) -> None:
    send_text(address, body)


def _whatsapp(address: str, subject: str, body: str) -> None:
    write_text(settings.WHATSAPP_FILE_PATH, address, body)


CHANNELS: Mapping[str, Channel] = {"email": send_mail, "sms": _sms, "whatsapp": _whatsapp}

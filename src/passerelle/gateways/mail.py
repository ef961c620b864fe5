"""Mail goes out through the server that the settings name."""

from smtplib import SMTPException

from django.core.mail import EmailMessage


class MailFailed(Exception):  # noqa: N818  # an outcome that is tried again
    """The mail server did not take the message."""


def send_mail(address: str, subject: str, body: str) -> None:
    """Hand one message to the mail server; raises ``MailFailed`` when it is not taken."""
    try:
        EmailMessage(subject=" ".join(subject.split()), body=body, to=[address]).send()
    except (OSError, SMTPException, ValueError) as error:
        raise MailFailed(str(error)) from error

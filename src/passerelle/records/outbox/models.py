"""What must be told: a message is a row of the action's own transaction, sent after it."""

from typing import ClassVar

from django.db import models

from passerelle.domain.access.privacy import RECRUITMENT


class Message(models.Model):
    """One message to one recipient, in their language."""

    class Privacy:
        personal: ClassVar = {"recipient": RECRUITMENT, "facts": RECRUITMENT}
        plain: ClassVar = {
            "id",
            "template",
            "scheme_code",
            "language",
            "created_at",
            "sent_at",
            "channel",
            "tries",
            "fault",
        }

    recipient = models.CharField(max_length=254)  # an e-mail address, or a person's public number
    template = models.CharField(max_length=60)
    scheme_code = models.CharField(max_length=40, blank=True)  # whose own words it takes; empty: nobody's
    language = models.CharField(max_length=8, default="en")
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=10, blank=True)  # by which it went
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sent_at", "created_at"]),
            models.Index(fields=["recipient", "sent_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.template} to {self.recipient}"

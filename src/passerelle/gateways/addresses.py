"""Addresses that leave the installation in messages."""

from django.conf import settings
from django.urls import reverse


def link_address(token: str) -> str:
    """The whole address of a link that opens without an account."""
    return f"{settings.ADDRESS}{reverse('link', args=[token])}"

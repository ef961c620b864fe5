"""Accounts: an e-mail address or a phone number, and a password."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from passerelle.domain.access.privacy import ACCOUNT, kept


class UserManager(BaseUserManager["User"]):
    """Finds accounts; actions make them."""


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do stands in their memberships."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "email", "phone", "name", "password", "last_login")
        plain: ClassVar = {"id", "language", "is_active", "is_demo"}

    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)  # +, country, number
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False), name="an_account_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignInCode(models.Model):
    """A one-time code asked for a phone number; only its digest is kept, known account or not."""

    class Privacy:
        personal: ClassVar = kept(ACCOUNT, "phone_digest", "address_digest", "code_digest")
        plain: ClassVar = {"id", "asked_at", "expires_at", "tries", "used_at"}

    phone_digest = models.CharField(max_length=64, db_index=True)
    address_digest = models.CharField(max_length=64, db_index=True)  # the network address it was asked from
    code_digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("asked_at")), name="a_code_expires_after_it_was_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"code asked at {self.asked_at}"


class SignInFailure(models.Model):
    """A failed sign-in, counted by account name so that guessing slows down."""

    class Privacy:
        personal: ClassVar = {"digest": ACCOUNT}
        plain: ClassVar = {"id", "at"}

    digest = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"failure at {self.at}"

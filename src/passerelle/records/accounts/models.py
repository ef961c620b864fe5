"""Accounts: an e-mail address or a phone number, and a password."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from passerelle.domain.access.privacy import ACCOUNT


class UserManager(BaseUserManager["User"]):
    """Finds accounts; actions make them."""


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do stands in their memberships."""

    class Privacy:
        personal: ClassVar = {"email": ACCOUNT, "name": ACCOUNT, "password": ACCOUNT, "last_login": ACCOUNT}
        plain: ClassVar = {"id", "language", "is_active", "is_demo"}

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name


class SignInFailure(models.Model):
    """A failed sign-in, counted by account name so that guessing slows down."""

    class Privacy:
        personal: ClassVar = {"digest": ACCOUNT}
        plain: ClassVar = {"id", "at"}

    digest = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"failure at {self.at}"

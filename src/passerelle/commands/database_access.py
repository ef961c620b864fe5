"""Starts Django for commands that need the database; the bare file commands never import this."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings.dev")
django.setup()

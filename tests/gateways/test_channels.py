"""Every way out has one shape; short messages are files until an installation names its carrier."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from passerelle.domain.journey.channels import CHANNELS as NAMES
from passerelle.gateways.channels import CHANNELS, NOT_TAKEN

SENT: list[tuple[str, str, str]] = []


def carrier(address: str, subject: str, body: str) -> None:
    """A carrier that an installation might bring."""
    SENT.append((address, subject, body))


def test_there_is_a_way_for_each_channel_a_person_can_prefer() -> None:
    assert set(CHANNELS) == set(NAMES)


@pytest.mark.parametrize(("channel", "setting"), [("sms", "SMS"), ("whatsapp", "WHATSAPP")])
def test_short_messages_are_files_until_a_carrier_is_named(
    channel: str, setting: str, settings: LazySettings, tmp_path: Path
) -> None:
    setattr(settings, f"{setting}_FILE_PATH", tmp_path / channel)
    CHANNELS[channel]("+212600000000", "Subject", "Body")
    kept = [one.read_text() for one in (tmp_path / channel).iterdir()]
    assert kept == ["+212600000000\nBody\n"]
    setattr(settings, f"{setting}_CARRIER", f"{__name__}.carrier")
    CHANNELS[channel]("+212600000000", "Subject", channel)
    assert SENT[-1] == ("+212600000000", "Subject", channel)
    assert len(list((tmp_path / channel).iterdir())) == 1


def test_a_letter_is_a_file_to_print_until_a_carrier_is_named(settings: LazySettings, tmp_path: Path) -> None:
    settings.LETTER_FILE_PATH = tmp_path / "letters"
    CHANNELS["letter"]("O-1.P-2", "Subject", "Body")
    assert [one.read_text() for one in (tmp_path / "letters").iterdir()] == ["O-1.P-2\nSubject\n\nBody\n"]


def test_what_cannot_be_written_is_not_taken(settings: LazySettings, tmp_path: Path) -> None:
    settings.SMS_FILE_PATH = tmp_path / "file"
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NOT_TAKEN):
        CHANNELS["sms"]("+212600000000", "", "Body")

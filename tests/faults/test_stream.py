"""Two web processes, and Valkey killed between two commands: nothing is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings import history
from tests.servers import Valkey
from tests.signaling.hall import arrive, screen, served, until
from tests.voting.cast import council_of


@pytest.mark.django_db(transaction=True)
def test_nothing_is_missed_when_valkey_dies_between_two_commands(
    shape: str, tmp_path: Path, valkey: Valkey
) -> None:
    if shape != "postgres":
        pytest.skip("two web processes need PostgreSQL")
    council = council_of("Điện Biên", present=0)
    journal = history.journal_of(council.meeting)
    start = history.head(journal).seq
    one, two, three = council.delegates[:3]

    with served(tmp_path / "a", valkey.url) as first, served(tmp_path / "b", valkey.url) as second:
        with (
            screen(first, one, council.meeting, start) as here,
            screen(second, two, council.meeting, start) as there,
        ):
            arrive(council, one)
            frames = [until(socket, start + 1) for socket in (here, there)]
            valkey.kill()
            arrive(council, two)
            frames = [f + until(s, start + 2) for f, s in zip(frames, (here, there), strict=True)]
            valkey.start()
            arrive(council, three)
            frames = [f + until(s, start + 3) for f, s in zip(frames, (here, there), strict=True)]

    for seen in frames:
        covered = [n for f in seen for n in range(f["from_seq"], f["seq"] + 1)]
        assert covered == [start + 1, start + 2, start + 3]

"""The voting app, and what it contributes to the meetings below it."""

from __future__ import annotations

from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "voting"
    verbose_name = "Biểu quyết"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import snapshot
        from voting import ballotbox, minutes, paper_minutes, paper_resources, resources

        snapshot.register(resources.VOTE)
        snapshot.register(resources.TURNOUT)
        snapshot.register(resources.BALLOT)
        snapshot.register(resources.HAND_COUNT)
        snapshot.register(paper_resources.TELLERS_BOARD)
        snapshot.register(paper_resources.TALLY)
        snapshot.register(ballotbox.SECRET_POLL)
        minutes.register_all()
        paper_minutes.register_all()
        ballotbox.register_all()

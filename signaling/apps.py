"""Signaling as Django sees it: told after each commit, it carries the news to the screens."""

from __future__ import annotations

from django.apps import AppConfig


class SignalingConfig(AppConfig):
    name = "signaling"

    def ready(self) -> None:
        from meetings import journal
        from signaling.stream import hub

        journal.on_append.append(hub.nudge)

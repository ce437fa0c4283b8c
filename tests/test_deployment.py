"""The second shape as files: compose.yaml, Dockerfile and secrets fit the settings and one another."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
OURS = ("migrate", "web")
SHOW = """
import json
from django.conf import settings
at = settings.DATABASES["default"]
print(json.dumps({"engine": at["ENGINE"], "user": at["USER"], "host": at["HOST"], "name": at["NAME"],
    "password": at["PASSWORD"], "key": settings.SECRET_KEY, "seal": settings.SEAL_KEY, "hosts": settings.ALLOWED_HOSTS,
    "redis": settings.REDIS_URL, "secure": settings.SESSION_COOKIE_SECURE}))
"""


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "compose.yaml").read_text()))


def known_settings() -> set[str]:
    return set(re.findall(r'\benv(?:bool|int)?\("([A-Z_]+)"', (ROOT / "web/settings.py").read_text()))


@pytest.mark.parametrize("service", OURS)
def test_every_name_in_the_environment_is_a_setting(compose: dict[str, Any], service: str) -> None:
    names = {name.removesuffix("_FILE") for name in compose["services"][service]["environment"]}

    assert names - known_settings() == set()


def test_every_secret_is_a_file_and_reaches_who_reads_it(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        read = {
            Path(value).name
            for name, value in service.get("environment", {}).items()
            if name.endswith("_FILE")
        }
        assert read == set(service.get("secrets", []))
    assert {name: secret["file"] for name, secret in compose["secrets"].items()} == {
        name: f"deploy/secrets/{name}"
        for name in ("database_password", "database_url", "secret_key", "seal_key")
    }


def test_every_lasting_service_is_watched_and_comes_back(compose: dict[str, Any]) -> None:
    own_check = {"web": "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(), "proxy": True}
    lasting = {name: each for name, each in compose["services"].items() if name != "migrate"}

    assert {each["restart"] for each in lasting.values()} == {"unless-stopped"}
    assert [name for name, each in lasting.items() if "healthcheck" not in each and not own_check[name]] == []
    assert compose["services"]["web"]["depends_on"]["migrate"] == {
        "condition": "service_completed_successfully"
    }
    assert compose["services"]["web"]["deploy"]["replicas"] == 2


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_the_image_is_made_of_what_is_in_the_repository_and_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    for source in [source for sources in copied for source in sources]:
        assert (ROOT / source).exists()
        assert source.split("/")[0] in let_in
    assert [line for line in lines if line.startswith("USER ")] == ["USER nghi-truong"]


def make_secrets(folder: Path) -> dict[str, str]:
    subprocess.run([folder / "make-secrets"], check=True, capture_output=True)
    return {path.name: path.read_text() for path in (folder / "secrets").iterdir()}


def test_a_production_start_takes_the_secrets_as_files(compose: dict[str, Any], tmp_path: Path) -> None:
    shutil.copy(ROOT / "deploy" / "make-secrets", tmp_path)
    first, made = (make_secrets(tmp_path) for _ in range(2))
    assert first == made
    given = {
        name: value.replace("/run/secrets", str(tmp_path / "secrets"))
        .replace("${SITE:?the host name of the platform, e.g. hop.example.gov.vn}", "hop.example.gov.vn")
        .replace("${LOG_LEVEL:-INFO}", "INFO")
        for name, value in compose["services"]["web"]["environment"].items()
    } | {"DATA_DIR": str(tmp_path / "data")}
    machine = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "web.settings"}

    ran = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env=machine | given,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "engine": "django.db.backends.postgresql",
        "user": "nghi_truong",
        "host": "database",
        "name": "nghi_truong",
        "password": made["database_password"],
        "key": made["secret_key"],
        "seal": made["seal_key"],
        "hosts": ["hop.example.gov.vn", "127.0.0.1"],
        "redis": "redis://valkey:6379/0",
        "secure": True,
    }

"""The client's types are made from the API's schema: a drift between the two is found here."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from meetings import snapshot
from tests.browser import NODE

CLIENT = Path(__file__).parents[2] / "web" / "client"


def schema() -> dict[str, object]:
    built = SchemaGenerator().get_schema(request=None, public=True)
    read: dict[str, object] = json.loads(OpenApiJsonRenderer().render(built))
    return read


def test_the_clients_types_are_those_of_the_api(tmp_path: Path) -> None:
    source, made = tmp_path / "openapi.json", tmp_path / "schema.d.ts"
    source.write_text(json.dumps(schema()), encoding="utf-8")

    command = [NODE, CLIENT / "node_modules/openapi-typescript/bin/cli.js", source, "-o", made]
    subprocess.run(command, check=True, capture_output=True)

    kept = (CLIENT / "src/stream/schema.d.ts").read_text(encoding="utf-8")
    assert made.read_text(encoding="utf-8") == kept, "run `make api`"


def test_every_resource_has_a_shape_of_its_own() -> None:
    shapes = [snapshot.resource(name).shape for name in snapshot.kinds()]

    assert dict not in shapes
    assert len(set(shapes)) == len(shapes)

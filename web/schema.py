"""What the generated schema adds: the shapes of the resources that snapshot and stream carry."""

from __future__ import annotations

from typing import Any

from drf_spectacular.plumbing import ResolvedComponent, resolve_type_hint

from meetings import snapshot

SNAPSHOT = "/api/meetings/{meeting_id}/snapshot"


def with_resources(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Name each shape as a component, and say what the snapshot answers (a hook of drf-spectacular)."""
    shapes = {name: snapshot.resource(name).shape for name in snapshot.kinds()}
    schemas = {shape.__name__: resolve_type_hint(shape) for shape in shapes.values()}
    schemas["Resources"] = {
        "type": "object",
        "properties": {
            name: {
                "type": "object",
                "additionalProperties": {"$ref": f"#/components/schemas/{shape.__name__}"},
            }
            for name, shape in shapes.items()
        },
        "required": sorted(name for name in shapes if not snapshot.resource(name).personal),
    }
    schemas["Snapshot"] = {
        "type": "object",
        "properties": {
            "seq": {"type": "integer"},
            "now": {"type": "string"},
            "resources": {"$ref": "#/components/schemas/Resources"},
            "viewer": {
                "type": "object",
                "properties": {
                    "person": {"type": "string"},
                    "roles": {"type": "array", "items": {"$ref": "#/components/schemas/Role"}},
                    "hears": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["person", "roles", "hears"],
            },
        },
        "required": ["seq", "now", "resources", "viewer"],
    }
    for name, schema in schemas.items():
        # By the registry: the hook that names the enums builds the components from it anew.
        kind = ResolvedComponent.SCHEMA
        generator.registry.register_on_missing(ResolvedComponent(name, kind, schema=schema, object=name))
        result["components"]["schemas"][name] = schema
    answers = result["paths"][SNAPSHOT]["get"]["responses"]["200"]
    answers["content"] = {"application/json": {"schema": {"$ref": "#/components/schemas/Snapshot"}}}
    return result

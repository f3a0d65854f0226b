"""Compiles every entity of every version to the protobufs that Flyte's API takes.

    python compile.py [--image ghcr.io/example/eta]

Writes compiled/<version>/entities.pb (the messages one after another) and manifest.json (kind, name, offset and
length of each, in the order in which they have to be registered). The same source always gives the same bytes.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from flyteidl.admin.workflow_pb2 import WorkflowSpec as WorkflowSpecMessage
from flytekit.configuration import Image, ImageConfig, SerializationSettings
from flytekit.models.admin.workflow import WorkflowSpec
from flytekit.models.task import TaskSpec
from flytekit.tools.repo import serialize_get_control_plane_entities, serialize_load_only

HERE = Path(__file__).parent
# Where the image holds the code; dynamic tasks carry it in their environment, so it must not depend on this checkout.
SOURCE_ROOT = "/root"
VERSIONS = ("v1", "v2", "v3")
PROJECT, DOMAIN = "flytesnacks", "development"


def in_fixed_order(entity: Any) -> Any:
    """Sorts what flytekit takes from sets: the upstream nodes of each node."""
    if isinstance(entity, WorkflowSpecMessage):
        for template in (entity.template, *entity.sub_workflows):
            for node in template.nodes:
                upstream = sorted(node.upstream_node_ids)
                del node.upstream_node_ids[:]
                node.upstream_node_ids.extend(upstream)
    return entity


def compile_version(version: str, image: str) -> None:
    """Compiles what this process's ETA_VERSION makes of the package."""
    settings = SerializationSettings(
        image_config=ImageConfig(Image(name="default", fqn=image, tag=version)),
        project=PROJECT,
        domain=DOMAIN,
        version=version,
        python_interpreter="python3",
    )
    serialize_load_only(["eta"], settings, str(HERE))
    bundle, entries = b"", []
    for entity in serialize_get_control_plane_entities(settings, SOURCE_ROOT):
        kind = {TaskSpec: "task", WorkflowSpec: "workflow"}.get(type(entity), "launch_plan")
        identity = entity.id if kind == "launch_plan" else entity.template.id
        message = in_fixed_order(entity.to_flyte_idl()).SerializeToString(deterministic=True)
        entries.append({"kind": kind, "name": identity.name, "offset": len(bundle), "length": len(message)})
        bundle += message
    folder = HERE / "compiled" / version
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "entities.pb").write_bytes(bundle)
    manifest = {"project": PROJECT, "domain": DOMAIN, "version": version, "entities": entries}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    print(f"{version}: {len(entries)} entities, {len(bundle)} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--image", default="ghcr.io/example/eta", help="image without its tag; the version is the tag")
    parser.add_argument("--version", choices=VERSIONS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.version:
        compile_version(options.version, options.image)
        return
    # A version is chosen when the package is imported, so each has its own process.
    for version in VERSIONS:
        environment = {**os.environ, "ETA_VERSION": version, "PYTHONHASHSEED": "0"}
        command = [sys.executable, __file__, "--version", version, "--image", options.image]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()

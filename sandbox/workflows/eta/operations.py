"""Jobs around the models: a long refresh with a growing log, a flaky source, a report that builds its own tasks."""

import json
import os
import time
from pathlib import Path
from typing import NamedTuple

from flytekit import dynamic, task, workflow
from flytekit.exceptions.user import FlyteRecoverableException

from eta.files import Json, Text
from eta.log import Pace, info, warning
from eta.roads import CROSSINGS, reach, street_seconds
from eta.seeded import Seeded
from eta.table import new_path

STAGES = 6
REACH_S = 180


class RoadGraph(NamedTuple):
    streets: int
    checksum: str
    graph: Json


def checksum_of(numbers: list[int]) -> str:
    """FNV-1a over whole numbers, eight hex digits."""
    mixed = 0x811C9DC5
    for number in numbers:
        mixed = ((mixed ^ (number & 0xFFFFFFFF)) * 0x01000193) & 0xFFFFFFFF
    return f"{mixed:08x}"


def survey(stage: str, region: str, share: int, steps: int, pace: float) -> int:
    """Walks this stage's share of the steps; each step finds what a driver reaches from one crossing."""
    from_step, to_step = steps * share // STAGES, steps * (share + 1) // STAGES
    seen: list[int] = []
    for step in range(from_step, to_step):
        source = step * 97 % CROSSINGS
        within = reach(region, source, REACH_S)
        seen += [len(within), max(within.values())]
        Pace(pace, 1).step()
        if len(within) < 12:
            warning(f"{stage} {step + 1}/{steps}", crossing=source, reached=len(within), note="isolated")
        else:
            info(f"{stage} {step + 1}/{steps}", crossing=source, reached=len(within), farthest_s=max(within.values()))
    return int(checksum_of(seen), 16)


@task
def download_tiles(region: str, steps: int, pace: float) -> int:
    """Stage 1 of 6. Returns a mark that the later stages extend."""
    return survey("tile", region, 0, steps, pace)


@task
def parse_ways(region: str, steps: int, pace: float, mark: int) -> int:
    """Stage 2 of 6."""
    return mark ^ survey("way", region, 1, steps, pace)


@task
def join_streets(region: str, steps: int, pace: float, mark: int) -> int:
    """Stage 3 of 6."""
    return mark ^ survey("street", region, 2, steps, pace)


@task
def weigh_streets(region: str, steps: int, pace: float, mark: int) -> int:
    """Stage 4 of 6."""
    return mark ^ survey("weight", region, 3, steps, pace)


@task
def contract_graph(region: str, steps: int, pace: float, mark: int) -> int:
    """Stage 5 of 6."""
    return mark ^ survey("shortcut", region, 4, steps, pace)


@task
def publish_graph(region: str, steps: int, pace: float, mark: int) -> RoadGraph:
    """Stage 6 of 6: checks a last share, then writes the graph."""
    final = mark ^ survey("check", region, 5, steps, pace)
    seconds = [street_seconds(region, crossing, direction) for crossing in range(CROSSINGS) for direction in (0, 1)]
    path = new_path("roads.json")
    Path(path).write_text(json.dumps({"region": region, "seconds": seconds}))
    checksum = checksum_of([final, *seconds])
    info("published", region=region, streets=len(seconds), checksum=checksum)
    return RoadGraph(streets=len(seconds), checksum=checksum, graph=Json(path))


@workflow
def refresh_road_graph(steps: int = 240, pace: float = 1.0, region: str = "berlin") -> RoadGraph:
    """Six stages in a chain, `steps` log lines in all, one every `pace` seconds."""
    mark = download_tiles(region=region, steps=steps, pace=pace)
    for stage in (parse_ways, join_streets, weigh_streets, contract_graph):
        mark = stage(region=region, steps=steps, pace=pace, mark=mark)
    return publish_graph(region=region, steps=steps, pace=pace, mark=mark)


@task(retries=2)
def fetch_depot_feed(pace: float) -> int:
    """The source refuses every first call, as some do after a night of rest."""
    # Flyte counts attempts from 0 in the container's environment; a local run has no attempts and no retries.
    attempt = int(os.environ.get("FLYTE_ATTEMPT_NUMBER", "1"))
    info("connect", feed="depot", attempt=attempt + 1)
    waiting = Pace(pace, 2)
    waiting.step()
    if attempt == 0:
        warning("reset", feed="depot", after_bytes=4096)
        raise FlyteRecoverableException("the depot feed closed the connection after 4096 bytes; a new attempt may help")
    waiting.step()
    random = Seeded(5)
    vehicles = sum(1 for _ in range(400) if random.next() < 0.85)
    info("fetched", feed="depot", vehicles=vehicles)
    return vehicles


@workflow
def flaky_fetch(pace: float = 1.0) -> int:
    """Fails recoverably at the first attempt, succeeds at the second."""
    return fetch_depot_feed(pace=pace)


@task
def render_table(index: int, pace: float) -> str:
    """One table of the report: the mean delay of eight depots."""
    random, waiting = Seeded(index, stream=1), Pace(pace, 1)
    delays = [random.below(600) for _ in range(8)]
    waiting.step()
    info("table", index=index, depots=len(delays), worst_s=max(delays))
    return f"table {index}: mean {sum(delays) // len(delays)} s, worst {max(delays)} s"


@dynamic
def render_tables(pace: float, tables: int) -> list[str]:
    """Looks for new data for `pace` seconds; only then it knows its children."""
    info("search", tables=tables)
    time.sleep(max(0.0, pace))
    info("found", tables=tables)
    return [render_table(index=index, pace=pace) for index in range(1, tables + 1)]


@task
def bind_report(tables: list[str]) -> Text:
    """Binds the tables into one text."""
    path = new_path("report.txt")
    Path(path).write_text("\n".join(tables) + "\n")
    info("report", tables=len(tables))
    return Text(path)


@workflow
def nightly_report(pace: float = 4.0, tables: int = 3) -> Text:
    """A dynamic task whose children appear some seconds after it started."""
    return bind_report(tables=render_tables(pace=pace, tables=tables))

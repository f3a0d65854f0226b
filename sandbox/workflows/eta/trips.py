"""Fetching, checking and choosing the trips that models learn from."""

from typing import NamedTuple

import numpy as np
from flytekit import task

from eta.city import COLUMNS, WEEKS, city_named, simulate_trip
from eta.files import Csv
from eta.log import Pace, info, warning
from eta.seeded import Seeded
from eta.table import column, read_table, write_table

BATCHES = 8


class Checked(NamedTuple):
    clean: Csv
    kept: int


@task
def fetch_trips(city: str, trips: int, seed: int, pace: float) -> Csv:
    """Reads the trips of a city from its (simulated) feed, batch by batch."""
    if trips < 200:
        raise ValueError(f"trips={trips} is too few to learn from: ask for 200 or more")
    place, random, waiting = city_named(city), Seeded(seed, stream=len(city)), Pace(pace, BATCHES)
    info("connect", feed=f"trips/{city}", zones=place.side**2, seed=seed)
    rows: list[list[int]] = []
    for batch in range(1, BATCHES + 1):
        until = trips * batch // BATCHES
        rows += [simulate_trip(place, number, random) for number in range(len(rows), until)]
        waiting.step()
        info("fetched", batch=f"{batch}/{BATCHES}", trips=len(rows))
    return Csv(write_table("trips.csv", COLUMNS, np.array(rows)))


@task
def validate_trips(trips: Csv) -> Checked:
    """Drops trips without a positive duration and those slower than a pedestrian or faster than a car may be."""
    header, rows = read_table(trips)
    metres, seconds = column(header, rows, "distance_m"), column(header, rows, "duration_s")
    positive = seconds > 0
    speed = metres / np.where(positive, seconds, 1)
    plausible = positive & (speed > 0.5) & (speed < 40)
    info("checked", trips=len(rows), kept=int(plausible.sum()))
    if not positive.all():
        warning("dropped", reason="no_duration", trips=int((~positive).sum()))
    if (positive & ~plausible).any():
        warning("dropped", reason="implausible_speed", trips=int((positive & ~plausible).sum()))
    path = write_table("clean.csv", header, rows[plausible])
    return Checked(clean=Csv(path), kept=int(plausible.sum()))


def in_window(header: list[str], rows: np.ndarray, weeks: int) -> np.ndarray:
    """The trips of the last `weeks` weeks."""
    return rows[column(header, rows, "week") >= WEEKS - weeks]


@task
def wide_window(count: int) -> int:
    """Few trips: every week counts."""
    info("window", arm="wide", trips=count, weeks=WEEKS)
    return WEEKS


@task
def season_window(count: int) -> int:
    """Enough trips: one season."""
    info("window", arm="season", trips=count, weeks=10)
    return 10


@task
def recent_window(count: int) -> int:
    """Plenty of trips: only the last weeks, which are closest to tomorrow's traffic."""
    info("window", arm="recent", trips=count, weeks=7)
    return 7

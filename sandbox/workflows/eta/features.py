"""Features of trips: one task per family, run side by side, then joined."""

import math
from typing import NamedTuple

import numpy as np
from flytekit import task, workflow
from flytekit.types.file import FlyteFile

from eta import version
from eta.city import centrality, city_named, is_peak
from eta.files import Csv
from eta.log import info
from eta.table import column, read_table, write_table
from eta.trips import in_window


class Split(NamedTuple):
    train: Csv
    test: Csv


# Columns every joined table starts with; all later ones are features.
LEADING = ["week", "origin", "duration_s"]


def chosen(trips: FlyteFile, weeks: int) -> tuple[list[str], np.ndarray]:
    header, rows = read_table(trips)
    return header, in_window(header, rows, weeks)


def store(name: str, names: list[str], columns: list[list[float]]) -> FlyteFile:
    info("features", family=name, columns=len(names), rows=len(columns[0]))
    return Csv(write_table(f"{name}.csv", names, np.array(columns, dtype=float).T))


@task
def distance_features(trips: Csv, weeks: int) -> Csv:
    """Distance in kilometres and its root (long trips use faster streets)."""
    header, rows = chosen(trips, weeks)
    km = [metres / 1000 for metres in column(header, rows, "distance_m")]
    return store("distance", ["km", "root_km"], [km, [math.sqrt(value) for value in km]])


@task
def clock_features(trips: Csv, weeks: int) -> Csv:
    """Hour of the day and weekend."""
    header, rows = chosen(trips, weeks)
    hours = [float(hour) for hour in column(header, rows, "hour")]
    weekend = [1.0 if day >= 5 else 0.0 for day in column(header, rows, "weekday")]
    return store("clock", ["hour", "weekend"], [hours, weekend])


@task
def rush_hour_features(trips: Csv, weeks: int) -> Csv:
    """Peak or not, and how far the trip is from midday: what the plain hour hides from a linear model."""
    header, rows = chosen(trips, weeks)
    hours, days = column(header, rows, "hour"), column(header, rows, "weekday")
    peak = [1.0 if is_peak(int(hour), int(day)) else 0.0 for hour, day in zip(hours, days)]
    return store("rush_hour", ["peak", "from_midday"], [peak, [abs(float(hour) - 12.5) for hour in hours]])


@task
def weather_features(trips: Csv, weeks: int, rain_weight: float = 1.0) -> Csv:
    """Rain per kilometre travelled; `rain_weight` bends the curve."""
    header, rows = chosen(trips, weeks)
    rain, metres = column(header, rows, "rain_mm"), column(header, rows, "distance_m")
    bent = [math.pow(float(value), rain_weight) for value in rain]
    return store("weather", ["rain", "rain_km"], [bent, [value * far / 1000 for value, far in zip(bent, metres)]])


@task
def driver_features(trips: Csv, weeks: int) -> Csv:
    """Years of experience, and whether the driver is new."""
    header, rows = chosen(trips, weeks)
    years = [float(value) for value in column(header, rows, "driver_years")]
    return store("driver", ["years", "new_driver"], [years, [1.0 if value < 2 else 0.0 for value in years]])


@task
def zone_features(trips: Csv, weeks: int, city: str) -> Csv:
    """How central the two ends are, and that density times the distance."""
    side = city_named(city).side
    header, rows = chosen(trips, weeks)
    ends = zip(column(header, rows, "origin"), column(header, rows, "destination"))
    density = [(centrality(int(start), side) + centrality(int(end), side)) / 2 for start, end in ends]
    km = [metres / 1000 for metres in column(header, rows, "distance_m")]
    return store("zone", ["density", "density_km"], [density, [value * far for value, far in zip(density, km)]])


@task
def assemble_features(trips: Csv, weeks: int, families: list[FlyteFile]) -> Csv:
    """Joins the families column by column, behind week, origin and the target."""
    header, rows = chosen(trips, weeks)
    names, parts = list(LEADING), [rows[:, [header.index(name) for name in LEADING]]]
    for family in families:
        more, values = read_table(family)
        names += more
        parts.append(values)
    info("assembled", families=len(families), columns=len(names), rows=len(rows))
    return Csv(write_table("features.csv", names, np.hstack(parts)))


@workflow
def build_features(trips: Csv, weeks: int, city: str, rain_weight: float = 1.0) -> Csv:
    """v1 reads the plain clock, v2 and v3 the rush hours; v3 no longer looks at drivers."""
    clock = clock_features if version.NUMBER == 1 else rush_hour_features
    families = [distance_features(trips=trips, weeks=weeks), clock(trips=trips, weeks=weeks)]
    families.append(weather_features(trips=trips, weeks=weeks, rain_weight=rain_weight))
    if version.NUMBER < 3:
        families.append(driver_features(trips=trips, weeks=weeks))
    families.append(zone_features(trips=trips, weeks=weeks, city=city))
    return assemble_features(trips=trips, weeks=weeks, families=families)


@task
def split_by_week(features: Csv, holdout_weeks: int) -> Split:
    """The last weeks are for testing: a model must not see the future it will be judged on."""
    header, rows = read_table(features)
    weeks = column(header, rows, "week")
    first = int(weeks.max()) + 1 - holdout_weeks
    held = weeks >= first
    if held.all() or not held.any():
        raise ValueError(f"holdout_weeks={holdout_weeks} leaves {int((~held).sum())} trips to train on of {len(rows)}")
    info("split", first_test_week=first, train=int((~held).sum()), test=int(held.sum()))
    train, test = write_table("train.csv", header, rows[~held]), write_table("test.csv", header, rows[held])
    return Split(train=Csv(train), test=Csv(test))


def matrix(table: FlyteFile) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, target seconds and origin zones of a joined table."""
    header, rows = read_table(table)
    return rows[:, len(LEADING) :], column(header, rows, "duration_s"), column(header, rows, "origin")

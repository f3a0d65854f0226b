"""How an ETA model would have done week after week: a dynamic loop over weeks, a map over zones."""

import functools
from typing import NamedTuple, Optional

import numpy as np
from flytekit import dynamic, map_task, task, workflow

from eta.city import WEEKS, city_named
from eta.features import build_features, matrix
from eta.files import Csv
from eta.log import Pace, info, warning
from eta.models import linear, predict
from eta.scoring import absolute_errors
from eta.table import column, mean, read_table, write_table
from eta.trips import fetch_trips, validate_trips


class WeeklyBacktest(NamedTuple):
    mean_mae: float
    worst_week: int
    table: Csv


@task
def score_week(features: Csv, week: int, pace: float) -> float:
    """Trains on all weeks before `week`, predicts that week: its mean absolute error in seconds."""
    waiting = Pace(pace, 2)
    header, rows = read_table(features)
    weeks = column(header, rows, "week")
    inputs, target, _ = matrix(features)
    before, now = weeks < week, weeks == week
    if not now.any():
        raise ValueError(f"week {week} has no trips")
    info("train", week=week, trips=int(before.sum()))
    waiting.step()
    model = linear.fit(inputs[before], target[before], ridge=1.0)
    mae = mean(absolute_errors(target[now], predict(model, inputs[now])))
    waiting.step()
    info("score", week=week, trips=int(now.sum()), mae=mae)
    return mae


@dynamic
def score_weeks(features: Csv, weeks: int, pace: float) -> list[float]:
    """One score_week for each of the last `weeks` weeks."""
    if not 1 <= weeks < WEEKS:
        raise ValueError(f"weeks={weeks} must be 1 to {WEEKS - 1}: one week is needed to train on")
    info("plan", weeks=weeks, first=WEEKS - weeks)
    return [score_week(features=features, week=week, pace=pace) for week in range(WEEKS - weeks, WEEKS)]


@task
def list_zones(city: str) -> list[int]:
    """The zones of a city, from the top left."""
    return list(range(city_named(city).side ** 2))


@task(retries=1)
def score_zone(zone: int, features: Csv, pace: float) -> float:
    """Error of a model that learned from all other zones: how well a new zone would be served."""
    waiting = Pace(pace, 1)
    inputs, target, zones = matrix(features)
    here = zones == zone
    if int(here.sum()) < 5:
        raise ValueError(f"zone {zone} has {int(here.sum())} trips: too few to score")
    model = linear.fit(inputs[~here], target[~here], ridge=1.0)
    mae = mean(absolute_errors(target[here], predict(model, inputs[here])))
    waiting.step()
    info("score", zone=zone, trips=int(here.sum()), mae=mae)
    return mae


@task
def summarise(weekly: list[float], by_zone: list[Optional[float]], weeks: int) -> WeeklyBacktest:
    """The mean and the worst week, and a table with a line per week and per scored zone."""
    first = WEEKS - weeks
    worst = first + max(range(len(weekly)), key=lambda index: weekly[index])
    scored = [(zone, mae) for zone, mae in enumerate(by_zone) if mae is not None]
    if len(scored) < len(by_zone):
        warning("unscored", zones=len(by_zone) - len(scored))
    rows = [(0, first + index, mae) for index, mae in enumerate(weekly)] + [(1, zone, mae) for zone, mae in scored]
    path = write_table("backtest.csv", ["is_zone", "week_or_zone", "mae"], np.array(rows))
    mean_mae = mean(np.array(weekly))
    info("summary", mean_mae=mean_mae, worst_week=worst, zones=len(scored))
    return WeeklyBacktest(mean_mae=mean_mae, worst_week=worst, table=Csv(path))


@workflow
def backtest_weekly(
    city: str = "hamburg", weeks: int = 6, trips: int = 3000, seed: int = 11, pace: float = 1.0
) -> WeeklyBacktest:
    """Scores the model on each of the last weeks, and on each zone as if that zone were new."""
    checked = validate_trips(trips=fetch_trips(city=city, trips=trips, seed=seed, pace=pace))
    features = build_features(trips=checked.clean, weeks=WEEKS, city=city)
    weekly = score_weeks(features=features, weeks=weeks, pace=pace)
    scoring = functools.partial(score_zone, features=features, pace=pace)
    by_zone = map_task(scoring, concurrency=8, min_success_ratio=0.9)(zone=list_zones(city=city))
    return summarise(weekly=weekly, by_zone=by_zone, weeks=weeks)

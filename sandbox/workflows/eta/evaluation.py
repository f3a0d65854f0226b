"""Judging models on the weeks they have not seen, and mixing them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from flytekit import task
from flytekit.types.file import FlyteFile

from eta.features import matrix
from eta.files import Csv, Json
from eta.log import Pace, info, warning
from eta.models import predict, read_model
from eta.scoring import absolute_errors, blend_weights, calibration, line_through, percentile
from eta.table import column, mean, new_path, read_table, write_table

PREDICTIONS = ["zone", "actual", "predicted"]
MEMBERS = ["linear", "knn", "boosted"]


class Backtest(NamedTuple):
    mae: float
    predictions: Csv


class Ensemble(NamedTuple):
    predictions: Csv
    weights: dict[str, float]


class Residuals(NamedTuple):
    residuals: Csv
    predictions: dict[str, float]


@dataclass
class EtaReport:
    """What a person wants to know about a trained model. Errors are in seconds."""

    city: str
    trips: int
    champion: str
    mae: float
    p90: float
    bias: float
    calibration: list[float]
    mae_by_model: dict[str, float]
    weights: dict[str, float]


class Evaluation(NamedTuple):
    mae: float
    p90: float
    champion: str
    report: EtaReport


@task
def backtest(name: str, model: Json, test: Csv, pace: float) -> Backtest:
    """Predicts the held-out weeks in four chunks and measures the mean absolute error."""
    trained, (features, actual, zones) = read_model(model), matrix(test)
    waiting, parts = Pace(pace, 4), []
    for part in range(4):
        rows = slice(len(actual) * part // 4, len(actual) * (part + 1) // 4)
        parts.append(predict(trained, features[rows]))
        waiting.step()
        done = np.concatenate(parts)
        info("backtest", model=name, trips=f"{len(done)}/{len(actual)}", mae=mean(np.abs(actual[: len(done)] - done)))
    predicted = np.concatenate(parts)
    path = write_table(f"{name}.csv", PREDICTIONS, np.stack([zones, actual, predicted], axis=1))
    return Backtest(mae=mean(absolute_errors(actual, predicted)), predictions=Csv(path))


def mix(linear: FlyteFile, knn: FlyteFile, boosted: FlyteFile) -> Ensemble:
    """Mixes the three predictions with weights that sum to 1."""
    tables = [read_table(path) for path in (linear, knn, boosted)]
    header, rows = tables[0]
    actual = column(header, rows, "actual")
    columns = [column(names, values, "predicted") for names, values in tables]
    weights = blend_weights(actual, columns)
    for name, weight in zip(MEMBERS, weights):
        info("weight", model=name, value=weight)
    mixed = weights[0] * columns[0] + weights[1] * columns[1] + weights[2] * columns[2]
    table = np.stack([column(header, rows, "zone"), actual, mixed], axis=1)
    path = write_table("ensemble.csv", PREDICTIONS, table)
    return Ensemble(predictions=Csv(path), weights=dict(zip(MEMBERS, weights)))


@task
def ensemble_models(linear: Csv, knn: Csv, boosted: Csv) -> Ensemble:
    """Mixes the models (v1 and v2)."""
    return mix(linear, knn, boosted)


@task
def blend_models(linear: Csv, knn: Csv, boosted: Csv) -> Ensemble:
    """Mixes the models: the name that v3 gave to ensemble_models."""
    return mix(linear, knn, boosted)


@task
def calibrate_predictions(predictions: Csv) -> Csv:
    """Corrects predictions along the least-squares line of every second trip."""
    header, rows = read_table(predictions)
    actual, predicted = column(header, rows, "actual"), column(header, rows, "predicted")
    intercept, slope = line_through(predicted[::2], actual[::2])
    info("calibrated", intercept=intercept, slope=slope)
    table = np.stack([column(header, rows, "zone"), actual, intercept + slope * predicted], axis=1)
    return Csv(write_table("calibrated.csv", header, table))


@task
def evaluate(
    city: str,
    linear_mae: float,
    knn_mae: float,
    boosted_mae: float,
    weights: dict[str, float],
    predictions: Csv,
    pace: float,
) -> Evaluation:
    """Names the champion: the model, or the mix, with the smallest mean absolute error."""
    header, rows = read_table(predictions)
    actual, predicted = column(header, rows, "actual"), column(header, rows, "predicted")
    waiting = Pace(pace, 4)
    errors = absolute_errors(actual, predicted)
    maes = {"linear": linear_mae, "knn": knn_mae, "boosted": boosted_mae, "ensemble": mean(errors)}
    for name, value in maes.items():
        waiting.step()
        info("mae", model=name, seconds=value)
    champion = min(maes, key=lambda name: maes[name])
    p90, bias = percentile(errors, 0.9), mean(predicted - actual)
    if abs(bias) > 30:
        warning("biased", seconds=bias)
    info("champion", model=champion, mae=maes[champion], p90=p90)
    report = EtaReport(
        city=city,
        trips=len(rows),
        champion=champion,
        mae=maes[champion],
        p90=p90,
        bias=bias,
        calibration=calibration(actual, predicted),
        mae_by_model=maes,
        weights=weights,
    )
    return Evaluation(mae=maes[champion], p90=p90, champion=champion, report=report)


@task
def residuals_by_zone(predictions: Csv) -> Residuals:
    """Where the model is wrong: mean residual and error by zone of origin, and a map of mean predictions."""
    header, rows = read_table(predictions)
    table, by_zone = [], {}
    for zone in sorted({int(value) for value in column(header, rows, "zone")}):
        here = rows[rows[:, 0] == zone]
        rest = here[:, 1] - here[:, 2]
        table.append([zone, len(here), mean(rest), mean(np.abs(rest))])
        by_zone[f"zone-{zone:02d}"] = mean(here[:, 2])
    worst = max(table, key=lambda row: row[3])
    info("residuals", zones=len(table), worst_zone=worst[0], worst_mae=worst[3])
    path = write_table("residuals.csv", ["zone", "trips", "mean_residual", "mae"], np.array(table))
    return Residuals(residuals=Csv(path), predictions=by_zone)


@task
def publish_model(
    champion: str,
    linear: Json,
    knn: Json,
    boosted: Json,
    weights: dict[str, float],
) -> Json:
    """Writes the champion as one JSON file; an ensemble carries its members and their weights."""
    members = {"linear": read_model(linear), "knn": read_model(knn), "boosted": read_model(boosted)}
    chosen = {"kind": "ensemble", "weights": weights, "members": members}
    path = new_path("model.json")
    Path(path).write_text(json.dumps(members.get(champion, chosen)))
    info("published", model=champion, bytes=Path(path).stat().st_size)
    return Json(path)

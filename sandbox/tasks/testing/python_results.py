"""Runs the demo workflows locally and prints what they answer: what the TypeScript twins are compared with.

    ETA_VERSION=v3 PYTHONPATH=sandbox/workflows python sandbox/tasks/testing/python_results.py

python-results.json holds the answers of all three versions.
"""

import dataclasses
import json
import os
from pathlib import Path

from eta import backtesting, ensembling, operations, training
from eta.table import read_table


def table(path: object, count: int) -> dict:
    header, rows = read_table(path)
    return {"header": header, "rows": len(rows), "first": rows[:count].tolist()}


def main() -> None:
    found = {}
    inputs = dict(
        city="hamburg", trips=1500, seed=11, learning_rate=0.15, max_depth=3, trees=20, holdout_weeks=2, pace=0.0
    )
    trained = training.train_eta_model(**inputs)
    found["train_eta_model"] = {
        "inputs": inputs,
        "outputs": {
            "mae": trained.mae,
            "p90": trained.p90,
            "champion": trained.champion,
            "report": dataclasses.asdict(trained.report),
            "predictions": trained.predictions,
        },
        "residuals": table(trained.residuals, 3),
    }
    if os.environ["ETA_VERSION"] == "v3":
        inputs = dict(city="lisbon", weeks=3, trips=1500, seed=11, pace=0.0)
        tested = backtesting.backtest_weekly(**inputs)
        found["backtest_weekly"] = {
            "inputs": inputs,
            "outputs": {"mean_mae": tested.mean_mae, "worst_week": tested.worst_week},
            "table": table(tested.table, 12),
        }
        inputs = dict(city="paris", trips=1200, seed=3, mae_limit=600.0, pace=0.0)
        voted = ensembling.ensemble_eta(**inputs)
        found["ensemble_eta"] = {
            "inputs": inputs,
            "outputs": {"mae": voted.mae, "gain": voted.gain, "votes": voted.votes},
        }
        inputs = dict(steps=30, pace=0.0, region="berlin")
        roads = operations.refresh_road_graph(**inputs)
        found["refresh_road_graph"] = {
            "inputs": inputs,
            "outputs": {"streets": roads.streets, "checksum": roads.checksum},
        }
        found["flaky_fetch"] = {"inputs": {"pace": 0.0}, "outputs": {"o0": operations.flaky_fetch(pace=0.0)}}
        inputs = dict(pace=0.0, tables=3)
        report = operations.nightly_report(**inputs)
        found["nightly_report"] = {"inputs": inputs, "outputs": {}, "text": Path(str(report)).read_text()}
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

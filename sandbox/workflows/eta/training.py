"""Trains three ETA models on the trips of a city, mixes them and publishes the best."""

from typing import NamedTuple

from flytekit import CronSchedule, LaunchPlan, conditional, task, workflow

from eta import version
from eta.evaluation import (
    EtaReport,
    backtest,
    blend_models,
    calibrate_predictions,
    ensemble_models,
    evaluate,
    publish_model,
    residuals_by_zone,
)
from eta.features import build_features, matrix, split_by_week
from eta.files import Csv, Json
from eta.log import Pace, error, info, warning
from eta.models import boosted, knn, linear, predict, write_model
from eta.scoring import absolute_errors
from eta.table import mean
from eta.trips import fetch_trips, recent_window, season_window, validate_trips, wide_window

NEIGHBOURS = 12 if version.NUMBER == 1 else 20
TREES = 40 if version.NUMBER == 1 else 60


class Trained(NamedTuple):
    mae: float
    p90: float
    champion: str
    model: Json
    report: EtaReport
    residuals: Csv
    predictions: dict[str, float]


@task
def train_linear(train: Csv, ridge: float, pace: float) -> Json:
    """Ridge regression."""
    (features, target, _), waiting = matrix(train), Pace(pace, 3)
    info("loaded", model="linear", trips=len(target), features=features.shape[1])
    waiting.step()
    model = linear.fit(features, target, ridge)
    info("solved", ridge=ridge, intercept=model["intercept"])
    waiting.step()
    info("fit", mae=mean(absolute_errors(target, predict(model, features))))
    waiting.step()
    return Json(write_model("linear.json", model))


@task
def train_knn(train: Csv, neighbours: int, pace: float) -> Json:
    """Nearest neighbours among at most 600 reference trips."""
    (features, target, _), waiting = matrix(train), Pace(pace, 3)
    info("loaded", model="knn", trips=len(target), features=features.shape[1])
    waiting.step()
    if neighbours > len(target):
        warning("few_trips", neighbours=neighbours, trips=len(target))
    model = knn.fit(features, target, neighbours, references=600)
    info("indexed", references=len(model["points"]), neighbours=model["neighbours"])
    waiting.step()
    info("fit", mae=mean(absolute_errors(target[:200], predict(model, features[:200]))))
    waiting.step()
    return Json(write_model("knn.json", model))


@task(retries=2)
def train_boosted(train: Csv, trees: int, max_depth: int, learning_rate: float, pace: float) -> Json:
    """Gradient boosting, with one log line per epoch (tree)."""
    (features, target, _), waiting = matrix(train), Pace(pace, trees)
    info("loaded", model="boosted", trips=len(target), features=features.shape[1])

    def on_tree(number: int, loss: float) -> None:
        waiting.step()
        info(f"epoch {number}/{trees}", loss=loss)

    try:
        model = boosted.fit(features, target, trees, max_depth, learning_rate, on_tree)
    except ValueError as problem:
        error("stopped", model="boosted", learning_rate=learning_rate, reason=problem)
        raise
    return Json(write_model("boosted.json", model))


def wire(city, trips, seed, learning_rate, max_depth, trees, holdout_weeks, pace, rain_weight) -> Trained:
    """The nodes of one training; takes and returns promises, so that two workflows can share them."""
    checked = validate_trips(trips=fetch_trips(city=city, trips=trips, seed=seed, pace=pace))
    weeks = (
        conditional("choose_window")
        .if_(checked.kept < 1500)
        .then(wide_window(count=checked.kept))
        .elif_(checked.kept < 6000)
        .then(season_window(count=checked.kept))
        .else_()
        .then(recent_window(count=checked.kept))
    )
    features = build_features(trips=checked.clean, weeks=weeks, city=city, rain_weight=rain_weight)
    split = split_by_week(features=features, holdout_weeks=holdout_weeks)
    models = {
        "linear": train_linear(train=split.train, ridge=1.0, pace=pace),
        "knn": train_knn(train=split.train, neighbours=NEIGHBOURS, pace=pace),
        "boosted": train_boosted(
            train=split.train, trees=trees, max_depth=max_depth, learning_rate=learning_rate, pace=pace
        ),
    }
    tests = {name: backtest(name=name, model=model, test=split.test, pace=pace) for name, model in models.items()}
    mix = blend_models if version.NUMBER == 3 else ensemble_models
    mixed = mix(**{name: tested.predictions for name, tested in tests.items()})
    final = mixed.predictions
    if version.NUMBER > 1:
        final = calibrate_predictions(predictions=final)
    judged = evaluate(
        city=city,
        linear_mae=tests["linear"].mae,
        knn_mae=tests["knn"].mae,
        boosted_mae=tests["boosted"].mae,
        weights=mixed.weights,
        predictions=final,
        pace=pace,
    )
    zones = residuals_by_zone(predictions=final)
    model = publish_model(champion=judged.champion, weights=mixed.weights, **models)
    return Trained(judged.mae, judged.p90, judged.champion, model, judged.report, zones.residuals, zones.predictions)


if version.NUMBER == 3:

    @workflow
    def train_eta_model(
        city: str = "berlin",
        trips: int = 4000,
        seed: int = 7,
        learning_rate: float = 0.1,
        max_depth: int = 3,
        trees: int = TREES,
        holdout_weeks: int = 2,
        pace: float = 1.0,
        rain_weight: float = 1.0,
    ) -> Trained:
        """Trains, back-tests and mixes three travel-time models; publishes the best."""
        return wire(city, trips, seed, learning_rate, max_depth, trees, holdout_weeks, pace, rain_weight)

else:

    @workflow
    def train_eta_model(
        city: str = "berlin",
        trips: int = 4000,
        seed: int = 7,
        learning_rate: float = 0.1,
        max_depth: int = 3,
        trees: int = TREES,
        holdout_weeks: int = 2,
        pace: float = 1.0,
    ) -> Trained:
        """Trains, back-tests and mixes three travel-time models; publishes the best."""
        return wire(city, trips, seed, learning_rate, max_depth, trees, holdout_weeks, pace, 1.0)


@workflow
def train_diverging(
    city: str = "berlin",
    trips: int = 4000,
    seed: int = 7,
    learning_rate: float = 2.2,
    max_depth: int = 3,
    trees: int = TREES,
    holdout_weeks: int = 2,
    pace: float = 1.0,
) -> Trained:
    """The same training with a learning rate above 2, which no boosting survives: it fails in train_boosted."""
    return wire(city, trips, seed, learning_rate, max_depth, trees, holdout_weeks, pace, 1.0)


train_eta_nightly = LaunchPlan.get_or_create(
    train_eta_model,
    name="train_eta_nightly",
    fixed_inputs={"city": "berlin"},
    schedule=CronSchedule(schedule="0 3 * * *"),
)

train_eta_fast = LaunchPlan.get_or_create(train_eta_model, name="train_eta_fast", default_inputs={"pace": 0.0})

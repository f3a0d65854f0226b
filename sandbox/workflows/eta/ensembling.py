"""Two committees of boosted models, one shallow and one deep, that vote; a failed vote notifies the owner."""

from typing import NamedTuple, Optional

import numpy as np
from flytekit import task, workflow
from flytekit.types.error.error import FlyteError
from flytekit.types.file import FlyteFile

from eta.city import WEEKS
from eta.evaluation import PREDICTIONS
from eta.features import build_features, matrix, split_by_week
from eta.files import Csv
from eta.log import Pace, error, info
from eta.models import boosted, predict, write_model
from eta.scoring import absolute_errors
from eta.seeded import Seeded
from eta.table import column, mean, read_table, write_table
from eta.trips import fetch_trips, validate_trips

MEMBERS = 3


class Member(NamedTuple):
    mae: float
    predictions: Csv


class Vote(NamedTuple):
    mae: float
    gain: float
    votes: dict[str, float]
    predictions: Csv


@task(retries=1)
def fit_member(train: Csv, test: Csv, seed: int, member: int, max_depth: int, pace: float) -> Member:
    """Boosting on a bootstrap sample of the trips; the sample depends on `seed` and `member` only."""
    (features, target, _), waiting = matrix(train), Pace(pace, 5)
    random = Seeded(seed, stream=member)
    rows = np.array([random.below(len(target)) for _ in range(len(target))])
    info("bootstrap", member=member, trips=len(rows), distinct=len(set(rows.tolist())))

    def on_tree(number: int, loss: float) -> None:
        if number % 5 == 0:
            waiting.step()
            info(f"epoch {number}/25", member=member, loss=loss)

    model = boosted.fit(features[rows], target[rows], 25, max_depth, 0.2, on_tree)
    inputs, actual, zones = matrix(test)
    predicted = predict(model, inputs)
    write_model(f"member-{member}.json", model)
    path = write_table(f"member-{member}.csv", PREDICTIONS, np.stack([zones, actual, predicted], axis=1))
    mae = mean(absolute_errors(actual, predicted))
    info("member", member=member, max_depth=max_depth, mae=mae)
    return Member(mae=mae, predictions=Csv(path))


@task
def average_members(members: list[FlyteFile], maes: list[float]) -> Member:
    """The mean prediction of a committee; its error is usually below that of every member."""
    tables = [read_table(member) for member in members]
    header, rows = tables[0]
    predicted = column(header, rows, "predicted")
    for names, values in tables[1:]:
        predicted = predicted + column(names, values, "predicted")
    predicted = predicted / len(tables)
    actual = column(header, rows, "actual")
    mae = mean(absolute_errors(actual, predicted))
    info("committee", members=len(tables), best_member=min(maes), mae=mae)
    table = np.stack([column(header, rows, "zone"), actual, predicted], axis=1)
    return Member(mae=mae, predictions=Csv(write_table("committee.csv", PREDICTIONS, table)))


@workflow
def committee(train: Csv, test: Csv, seed: int, max_depth: int, pace: float) -> Member:
    """Fans out over seeds: each member sees another bootstrap sample."""
    members = [
        fit_member(train=train, test=test, seed=seed, member=number, max_depth=max_depth, pace=pace)
        for number in range(MEMBERS)
    ]
    return average_members(members=[member.predictions for member in members], maes=[member.mae for member in members])


@task
def vote(shallow_mae: float, deep_mae: float, shallow: Csv, deep: Csv, mae_limit: float) -> Vote:
    """Weighs the two committees on every second trip. Raises ValueError when the result misses `mae_limit`."""
    header, rows = read_table(shallow)
    actual, first = column(header, rows, "actual"), column(header, rows, "predicted")
    second = column(*read_table(deep), "predicted")
    shares = [step / 20 for step in range(21)]
    weight = min(shares, key=lambda share: mean((actual - share * first - (1 - share) * second)[::2] ** 2))
    predicted = weight * first + (1 - weight) * second
    mae = mean(absolute_errors(actual, predicted))
    info("vote", shallow=weight, deep=1 - weight, mae=mae, limit=mae_limit)
    if mae > mae_limit:
        error("gate", mae=mae, limit=mae_limit)
        raise ValueError(f"the ensemble misses by {mae:.1f} s on average, more than mae_limit={mae_limit:.1f} s allows")
    table = np.stack([column(header, rows, "zone"), actual, predicted], axis=1)
    path = write_table("vote.csv", PREDICTIONS, table)
    votes = {"shallow": weight, "deep": 1 - weight}
    return Vote(mae=mae, gain=min(shallow_mae, deep_mae) - mae, votes=votes, predictions=Csv(path))


@task
def notify_failure(
    city: str, trips: int, seed: int, mae_limit: float, pace: float, err: Optional[FlyteError] = None
) -> None:
    """Tells the owner what failed (here: in the log)."""
    reason = err.message.strip().splitlines()[-1] if err and err.message.strip() else "unknown"
    error("notify", to="eta-oncall", city=city, trips=trips, seed=seed, reason=reason)


@workflow(on_failure=notify_failure)
def ensemble_eta(
    city: str = "paris", trips: int = 2500, seed: int = 3, mae_limit: float = 600.0, pace: float = 1.0
) -> Vote:
    """Trains a shallow and a deep committee on the same trips and lets them vote."""
    checked = validate_trips(trips=fetch_trips(city=city, trips=trips, seed=seed, pace=pace))
    features = build_features(trips=checked.clean, weeks=WEEKS, city=city)
    split = split_by_week(features=features, holdout_weeks=2)
    shallow = committee(train=split.train, test=split.test, seed=seed, max_depth=2, pace=pace)
    deep = committee(train=split.train, test=split.test, seed=seed, max_depth=4, pace=pace)
    return vote(
        shallow_mae=shallow.mae,
        deep_mae=deep.mae,
        shallow=shallow.predictions,
        deep=deep.predictions,
        mae_limit=mae_limit,
    )

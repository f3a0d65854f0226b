"""Gradient boosting of small regression trees for squared error."""

from typing import Any, Callable

import numpy as np

from eta.models.tree import bin_edges, grow, predict_tree, to_bins
from eta.table import mean

# Squared error this many times the first one will not come back.
DIVERGED = 10.0

OnTree = Callable[[int, float], None]


def fit(
    features: np.ndarray,
    target: np.ndarray,
    trees: int,
    max_depth: int,
    learning_rate: float,
    on_tree: OnTree = lambda number, loss: None,
) -> dict[str, Any]:
    """Calls on_tree(number from 1, mean squared error) after each tree. Raises ValueError when the loss explodes."""
    edges = [bin_edges(values) for values in features.T]
    bins = to_bins(features, edges)
    base = mean(target)
    rest = target - base
    first = mean(rest**2)
    grown = []
    for number in range(1, trees + 1):
        tree = grow(bins, rest, edges, max_depth)
        grown.append(tree)
        rest = rest - learning_rate * predict_tree(tree, features)
        loss = mean(rest**2)
        on_tree(number, loss)
        if not loss <= first * DIVERGED:
            raise ValueError(
                f"boosting diverged at tree {number}/{trees}: squared error {loss:.1f} is {loss / first:.1f} times "
                f"the error before the first tree. learning_rate={learning_rate:g} overshoots (above 2 every step "
                "makes the residuals larger); try 0.05 to 0.3"
            )
    return {"kind": "boosted", "base": base, "learning_rate": learning_rate, "trees": grown}


def predict(model: dict[str, Any], features: np.ndarray) -> np.ndarray:
    seconds = np.full(len(features), model["base"])
    for tree in model["trees"]:
        seconds = seconds + model["learning_rate"] * predict_tree(tree, features)
    return seconds

"""One regression tree on binned features."""

from typing import Any

import numpy as np

BINS = 32
MIN_LEAF = 8
# A split must beat the best one so far by more than rounding noise: equal splits keep the first.
MARGIN = 1 + 1e-9

Tree = dict[str, Any]


def bin_edges(values: np.ndarray) -> list[float]:
    """Up to BINS - 1 thresholds, taken from the values themselves (no interpolation)."""
    ordered = np.sort(values)
    picked = {float(ordered[index * len(ordered) // BINS]) for index in range(1, BINS)}
    return sorted(edge for edge in picked if edge < ordered[-1])


def to_bins(features: np.ndarray, edges: list[list[float]]) -> np.ndarray:
    """For each value the number of edges below it: value <= edges[b] exactly when its bin <= b."""
    columns = [np.searchsorted(np.array(cuts), values, side="left") for cuts, values in zip(edges, features.T)]
    return np.stack(columns, axis=1)


def best_split(bins: np.ndarray, target: np.ndarray, edges: list[list[float]]) -> tuple[int, int] | None:
    """The (feature, bin) with the largest fall of squared error, if any is worth it."""
    count, whole = len(target), float(np.cumsum(target)[-1])
    best, found = 1e-9, None
    for feature, cuts in enumerate(edges):
        counts = np.bincount(bins[:, feature], minlength=len(cuts) + 1)
        sums = np.bincount(bins[:, feature], weights=target, minlength=len(cuts) + 1)
        left_count, left_sum = 0, 0.0
        for index in range(len(cuts)):
            left_count += int(counts[index])
            left_sum += float(sums[index])
            right_count, right_sum = count - left_count, whole - left_sum
            if left_count < MIN_LEAF or right_count < MIN_LEAF:
                continue
            gain = left_sum**2 / left_count + right_sum**2 / right_count - whole**2 / count
            if gain > best * MARGIN:
                best, found = gain, (feature, index)
    return found


def grow(bins: np.ndarray, target: np.ndarray, edges: list[list[float]], depth: int) -> Tree:
    split = best_split(bins, target, edges) if depth > 0 and len(target) >= 2 * MIN_LEAF else None
    if split is None:
        return {"value": float(np.cumsum(target)[-1]) / len(target)}
    feature, index = split
    left = bins[:, feature] <= index
    return {
        "feature": feature,
        "threshold": edges[feature][index],
        "left": grow(bins[left], target[left], edges, depth - 1),
        "right": grow(bins[~left], target[~left], edges, depth - 1),
    }


def predict_tree(tree: Tree, features: np.ndarray) -> np.ndarray:
    if "value" in tree:
        return np.full(len(features), tree["value"])
    left = features[:, tree["feature"]] <= tree["threshold"]
    return np.where(left, predict_tree(tree["left"], features), predict_tree(tree["right"], features))

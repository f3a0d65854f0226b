"""How good predictions are: errors, calibration, weights of an ensemble."""

import numpy as np

from eta.table import mean


def absolute_errors(actual: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    return np.abs(actual - predicted)


def percentile(values: np.ndarray, share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = np.sort(values)
    return float(ordered[min(len(ordered) - 1, int(np.ceil(share * len(ordered))) - 1)])


def calibration(actual: np.ndarray, predicted: np.ndarray, groups: int = 5) -> list[float]:
    """Mean actual over mean predicted, in groups of rising prediction: 1 is perfect."""
    order = np.argsort(predicted, kind="stable")
    bounds = [index * len(order) // groups for index in range(groups + 1)]
    parts = [order[start:end] for start, end in zip(bounds, bounds[1:]) if end > start]
    return [mean(actual[part]) / mean(predicted[part]) for part in parts]


def line_through(predicted: np.ndarray, actual: np.ndarray) -> tuple[float, float]:
    """Intercept and slope of the least-squares line actual = a + b * predicted."""
    x, y = mean(predicted), mean(actual)
    slope = mean((predicted - x) * (actual - y)) / max(1e-12, mean((predicted - x) ** 2))
    return y - slope * x, slope


def blend_weights(actual: np.ndarray, columns: list[np.ndarray], steps: int = 60) -> list[float]:
    """Weights that are positive, sum to 1 and lower the squared error: exponentiated gradient steps."""
    weights = np.full(len(columns), 1 / len(columns))
    unit = max(1e-12, mean((actual - mean(actual)) ** 2))
    for _ in range(steps):
        mixed = sum(weight * values for weight, values in zip(weights, columns))
        slopes = np.array([-2 * mean((actual - mixed) * values) / unit for values in columns])
        weights = weights * np.exp(-0.5 * (slopes - slopes.min()))
        weights = weights / np.cumsum(weights)[-1]
    return [float(weight) for weight in weights]

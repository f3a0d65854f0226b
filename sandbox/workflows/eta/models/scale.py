"""Features brought to mean 0 and deviation 1."""

import math

import numpy as np

from eta.table import mean


def fit_scale(features: np.ndarray) -> tuple[list[float], list[float]]:
    """Means and deviations by column; a constant column keeps deviation 1."""
    means = [mean(values) for values in features.T]
    spreads = [math.sqrt(mean((values - middle) ** 2)) for values, middle in zip(features.T, means)]
    return means, [spread if spread > 1e-12 else 1.0 for spread in spreads]


def scaled(features: np.ndarray, means: list[float], spreads: list[float]) -> np.ndarray:
    return (features - np.array(means)) / np.array(spreads)

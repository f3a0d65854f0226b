"""Ridge regression by its normal equations."""

from typing import Any

import numpy as np

from eta.models.scale import fit_scale, scaled
from eta.table import mean


def fit(features: np.ndarray, target: np.ndarray, ridge: float) -> dict[str, Any]:
    means, spreads = fit_scale(features)
    inputs = scaled(features, means, spreads)
    middle = mean(target)
    gram = inputs.T @ inputs + ridge * np.eye(inputs.shape[1])
    weights = np.linalg.solve(gram, inputs.T @ (target - middle))
    return {
        "kind": "linear",
        "means": means,
        "spreads": spreads,
        "intercept": middle,
        "weights": [float(weight) for weight in weights],
    }


def predict(model: dict[str, Any], features: np.ndarray) -> np.ndarray:
    return scaled(features, model["means"], model["spreads"]) @ np.array(model["weights"]) + model["intercept"]

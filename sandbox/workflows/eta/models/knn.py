"""The mean of the nearest known trips."""

from typing import Any

import numpy as np

from eta.models.scale import fit_scale, scaled


def fit(features: np.ndarray, target: np.ndarray, neighbours: int, references: int) -> dict[str, Any]:
    """Keeps at most `references` trips, spread evenly over the rows."""
    means, spreads = fit_scale(features)
    kept = min(references, len(target))
    rows = [index * len(target) // kept for index in range(kept)]
    return {
        "kind": "knn",
        "means": means,
        "spreads": spreads,
        "neighbours": min(neighbours, kept),
        "points": scaled(features[rows], means, spreads).tolist(),
        "values": target[rows].tolist(),
    }


def predict(model: dict[str, Any], features: np.ndarray) -> np.ndarray:
    points, values = np.array(model["points"]), np.array(model["values"])
    inputs = scaled(features, model["means"], model["spreads"])
    far = np.zeros((len(inputs), len(points)))
    for index in range(inputs.shape[1]):
        far += (inputs[:, index][:, None] - points[:, index][None, :]) ** 2
    near = np.argsort(far, axis=1, kind="stable")[:, : model["neighbours"]]
    return np.cumsum(values[near], axis=1)[:, -1] / model["neighbours"]

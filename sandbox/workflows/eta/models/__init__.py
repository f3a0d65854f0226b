"""Three small regressors. A model is plain JSON with a `kind`; `predict` reads any of them."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from eta.models import boosted, knn, linear
from eta.table import new_path

PREDICT = {"linear": linear.predict, "knn": knn.predict, "boosted": boosted.predict}


def predict(model: dict[str, Any], features: np.ndarray) -> np.ndarray:
    """Seconds of travel for each row of features."""
    return PREDICT[model["kind"]](model, features)


def write_model(name: str, model: dict[str, Any]) -> str:
    path = new_path(name)
    Path(path).write_text(json.dumps(model))
    return path


def read_model(path: object) -> dict[str, Any]:
    return json.loads(Path(str(path)).read_text())

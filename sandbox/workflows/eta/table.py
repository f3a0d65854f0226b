"""Numeric tables as CSV files: a header, then numbers spelled so that they read back exactly."""

from pathlib import Path
from typing import Sequence

import numpy as np
from flytekit import current_context


def new_path(name: str) -> str:
    """A place in this task's own working directory."""
    folder = Path(current_context().working_directory)
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / name)


def cell(value: float) -> str:
    number = float(value)
    return str(int(number)) if number.is_integer() else repr(number)


def write_table(name: str, header: Sequence[str], rows: np.ndarray) -> str:
    lines = [",".join(header)] + [",".join(cell(value) for value in row) for row in rows]
    path = new_path(name)
    Path(path).write_text("\n".join(lines) + "\n")
    return path


def read_table(path: object) -> tuple[list[str], np.ndarray]:
    """The header and a float matrix with one row a line."""
    lines = Path(str(path)).read_text().splitlines()
    header = lines[0].split(",")
    rows = [[float(text) for text in line.split(",")] for line in lines[1:]]
    return header, np.array(rows, dtype=float).reshape(len(rows), len(header))


def column(header: list[str], rows: np.ndarray, name: str) -> np.ndarray:
    return rows[:, header.index(name)]


def total(values: np.ndarray) -> float:
    """Adds from the first to the last, as a loop does (numpy's own sum adds in pairs)."""
    return float(np.cumsum(values)[-1]) if len(values) else 0.0


def mean(values: np.ndarray) -> float:
    return total(values) / len(values) if len(values) else 0.0

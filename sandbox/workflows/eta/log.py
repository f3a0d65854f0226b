"""Log lines with a time, a level and key=value fields, and the pace at which they appear."""

import time
from datetime import datetime, timezone


def text(value: object) -> str:
    """Spells a field as the TypeScript twins do: floats with four decimals."""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def log(level: str, event: str, **fields: object) -> None:
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    pairs = " ".join(f"{key}={text(value)}" for key, value in fields.items())
    print(f"{now} {level:<7} {event} {pairs}".rstrip(), flush=True)


def info(event: str, **fields: object) -> None:
    log("INFO", event, **fields)


def warning(event: str, **fields: object) -> None:
    log("WARNING", event, **fields)


def error(event: str, **fields: object) -> None:
    log("ERROR", event, **fields)


class Pace:
    """Spreads `seconds` over `steps`, so that a person can watch a task work. 0 seconds never waits."""

    def __init__(self, seconds: float, steps: int) -> None:
        self.wait = max(0.0, seconds) / max(1, steps)

    def step(self) -> None:
        if self.wait > 0:
            time.sleep(self.wait)

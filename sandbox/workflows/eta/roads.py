"""A road graph on a grid: crossings joined by streets of different speeds, and shortest paths over it."""

import heapq

from eta.seeded import Seeded

SIDE = 24
CROSSINGS = SIDE * SIDE


def street_seconds(region: str, crossing: int, direction: int) -> int:
    """Whole seconds to drive from a crossing east (0) or south (1); a pure function of the place."""
    code = sum(ord(letter) for letter in region)
    return 12 + Seeded(code, stream=crossing * 2 + direction).below(60)


def streets_of(region: str, crossing: int) -> list[tuple[int, int]]:
    """(neighbour, seconds) of the streets that leave a crossing; every street goes both ways."""
    row, column = crossing // SIDE, crossing % SIDE
    found = []
    if column + 1 < SIDE:
        found.append((crossing + 1, street_seconds(region, crossing, 0)))
    if row + 1 < SIDE:
        found.append((crossing + SIDE, street_seconds(region, crossing, 1)))
    if column > 0:
        found.append((crossing - 1, street_seconds(region, crossing - 1, 0)))
    if row > 0:
        found.append((crossing - SIDE, street_seconds(region, crossing - SIDE, 1)))
    return found


def reach(region: str, source: int, limit: int) -> dict[int, int]:
    """Seconds from `source` to every crossing within `limit` seconds (Dijkstra)."""
    done: dict[int, int] = {}
    queue = [(0, source)]
    while queue:
        seconds, crossing = heapq.heappop(queue)
        if crossing in done:
            continue
        done[crossing] = seconds
        for neighbour, cost in streets_of(region, crossing):
            if neighbour not in done and seconds + cost <= limit:
                heapq.heappush(queue, (seconds + cost, neighbour))
    return done

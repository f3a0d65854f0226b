"""The simulated cities: a grid of zones with a dense centre, rush hours, rain and drivers of all ages."""

import math
from dataclasses import dataclass

from eta.seeded import Seeded

WEEKS = 12
COLUMNS = (
    "trip",
    "week",
    "weekday",
    "hour",
    "origin",
    "destination",
    "distance_m",
    "rain_mm",
    "driver_years",
    "duration_s",
)


@dataclass(frozen=True)
class City:
    side: int  # zones along one edge of the grid
    zone_m: int  # metres along one edge of a zone
    speed_mps: float  # on an empty, dry street
    rain: float  # share of the hours with rain


CITIES = {
    "berlin": City(side=6, zone_m=2400, speed_mps=9.2, rain=0.25),
    "hamburg": City(side=5, zone_m=2200, speed_mps=9.6, rain=0.38),
    "lisbon": City(side=4, zone_m=1700, speed_mps=7.8, rain=0.12),
    "paris": City(side=5, zone_m=1500, speed_mps=6.9, rain=0.22),
}


def city_named(name: str) -> City:
    """Raises ValueError with the known names: the error a person sees after a typing mistake."""
    if name not in CITIES:
        raise ValueError(f"unknown city {name!r}: choose one of {', '.join(sorted(CITIES))}")
    return CITIES[name]


def centrality(zone: int, side: int) -> float:
    """1 in the middle of the grid, falling to 0 at its corners."""
    middle = (side - 1) / 2
    row, column = zone // side, zone % side
    away = math.sqrt((row - middle) ** 2 + (column - middle) ** 2)
    return 1 - away / math.sqrt(2 * middle * middle)


def is_peak(hour: int, weekday: int) -> bool:
    return weekday < 5 and (7 <= hour <= 9 or 16 <= hour <= 18)


def simulate_trip(city: City, number: int, random: Seeded) -> list[int]:
    """One trip as whole numbers, in the order of COLUMNS. About one in fifty is broken, as real feeds are."""
    zones = city.side * city.side
    week, weekday, hour = random.below(WEEKS), random.below(7), random.below(24)
    origin, destination = random.below(zones), random.below(zones)
    rows = abs(origin // city.side - destination // city.side)
    columns = abs(origin % city.side - destination % city.side)
    distance = math.floor((rows + columns + 0.35 + 0.5 * random.next()) * city.zone_m)
    rain = random.below(12) + 1 if random.next() < city.rain else 0
    years = random.below(15)
    density = (centrality(origin, city.side) + centrality(destination, city.side)) / 2
    slow = 1 + 0.6 * density + (0.9 * density + 0.25 if is_peak(hour, weekday) else 0.0) + 0.035 * rain
    slow *= 1.12 if years < 2 else 1.0 - 0.004 * years
    drift = 1 + 0.006 * week
    duration = math.floor(70 + distance / city.speed_mps * slow * drift * random.skewed(0.12))
    if random.next() < 0.02:
        duration = -1 if random.next() < 0.5 else duration * 30
    return [number, week, weekday, hour, origin, destination, distance, rain, years, duration]

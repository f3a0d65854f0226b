"""A 32-bit generator whose numbers are the same in Python and in TypeScript."""

import math

MASK = 0xFFFFFFFF


class Seeded:
    """A Weyl counter, mixed twice. Every value is a multiple of 2^-32 in [0, 1)."""

    def __init__(self, seed: int, stream: int = 0) -> None:
        self.state = (seed * 0x9E3779B1 + stream * 0x85EBCA77) & MASK

    def next(self) -> float:
        self.state = (self.state + 0x9E3779B9) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 16)) * 0x7FEB352D) & MASK
        mixed = ((mixed ^ (mixed >> 15)) * 0x846CA68B) & MASK
        return (mixed ^ (mixed >> 16)) / 4294967296

    def below(self, bound: int) -> int:
        """A whole number in [0, bound)."""
        return int(self.next() * bound)

    def normal(self) -> float:
        """Roughly normal, mean 0 and deviation 1: twelve uniform numbers, so no libm is involved."""
        return sum(self.next() for _ in range(12)) - 6.0

    def skewed(self, spread: float) -> float:
        """A positive factor around 1 with a long right tail."""
        return math.exp(spread * self.normal())

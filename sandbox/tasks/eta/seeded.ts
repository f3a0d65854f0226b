/** A 32-bit generator whose numbers are the same in Python and in TypeScript: a Weyl counter, mixed twice. */
export class Seeded {
  private state: number;

  constructor(seed: number, stream = 0) {
    // In 53 bits the products would lose their low bits.
    const state = BigInt(seed) * 0x9e3779b1n + BigInt(stream) * 0x85ebca77n;
    this.state = Number(BigInt.asUintN(32, state));
  }

  /** A multiple of 2^-32 in [0, 1). */
  next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d) >>> 0;
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b) >>> 0;
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.trunc(this.next() * bound);
  }

  /** Roughly normal, mean 0 and deviation 1: twelve uniform numbers, so no library function is involved. */
  normal(): number {
    let sum = 0;
    for (let draw = 0; draw < 12; draw += 1) sum += this.next();
    return sum - 6;
  }

  /** A positive factor around 1 with a long right tail. */
  skewed(spread: number): number {
    return Math.exp(spread * this.normal());
  }
}

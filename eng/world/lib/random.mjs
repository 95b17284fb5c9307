// A seeded source of choices (SplitMix64), so that a seed always tells the same story.
const mask = (1n << 64n) - 1n;

export class Random {
  #state;

  constructor(seed) {
    this.#state = BigInt(seed) & mask;
  }

  /** 64 uniform bits. */
  next() {
    this.#state = (this.#state + 0x9e3779b97f4a7c15n) & mask;
    let z = this.#state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  }

  /** Uniform in [0, 1). */
  fraction() {
    return Number(this.next() >> 11n) / 2 ** 53;
  }

  chance(probability) {
    return this.fraction() < probability;
  }

  /** A uniform integer from low to high, both included. */
  int(low, high) {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  /** A uniform big integer below the bound. */
  below(bound) {
    let value = 0n;
    for (let size = bound; size > 0n; size >>= 64n) {
      value = (value << 64n) | this.next();
    }
    return value % bound;
  }

  /** A big integer from 1 to the limit, uniform in its number of bits. */
  magnitude(limit) {
    if (limit <= 1n) {
      return 1n;
    }
    const bits = BigInt(this.int(1, limit.toString(2).length));
    const value = (1n << (bits - 1n)) + this.below(1n << (bits - 1n));
    return value > limit ? limit : value;
  }

  pick(items) {
    return items[this.int(0, items.length - 1)];
  }

  /** A key of the object, each as likely as its value is large. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let point = this.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      point -= weight;
      if (point < 0) {
        return key;
      }
    }
    return entries.at(-1)[0];
  }

  /** Standard normal, from twelve uniforms: only sums, so the bits do not depend on a platform's logarithm. */
  normal() {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      sum += this.fraction();
    }
    return sum;
  }
}

// The same trades in two pools that differ by one position: what a pool without it records, and what it is paid in the pool that has it.
import { maxSqrtRatio, minSqrtRatio } from './v3-walk.mjs';

const maxUint128 = (1n << 128n) - 1n;
const startPrice = 1n << 96n;
const usual = 10n ** 18n;
const weights = { exactInput: 45, exactOutput: 25, limit: 20, provide: 6, withdraw: 4 };

export class V3Twins {
  #added = [];

  /** Draws what happens by the pool without the position. */
  constructor(pool, random) {
    this.pool = pool;
    this.random = random;
    [this.provider, this.visitor, this.trader] = pool.actors.addresses;
  }

  /** The actors of a pool are called by their places, for those of the other pool have other addresses. */
  static actorCount = 3;

  opening() {
    const wide = 200 * this.pool.tickSpacing;
    return [
      { op: 'initialize', caller: this.provider, sqrtPriceX96: `${startPrice}` },
      this.#change('mint', -wide, wide, usual),
      this.#change('mint', -4 * this.pool.tickSpacing, 2 * this.pool.tickSpacing, 3n * usual),
    ];
  }

  visit(tickLower, tickUpper, liquidity) {
    return { op: 'mint', caller: this.visitor, owner: this.visitor, tickLower, tickUpper, liquidity };
  }

  leave(tickLower, tickUpper) {
    return [
      { op: 'burn', caller: this.visitor, tickLower, tickUpper, liquidity: '0' },
      { op: 'collect', caller: this.visitor, recipient: this.visitor, tickLower, tickUpper, amount0: `${maxUint128}`, amount1: `${maxUint128}` },
    ];
  }

  async next() {
    return this[this.random.weighted(weights)]();
  }

  /** The same for the actors of the other pool. */
  inTwin(operation, twin) {
    const swapped = (value) => (this.pool.actors.addresses.includes(value) ? twin.actors.addresses[this.pool.actors.addresses.indexOf(value)] : value);
    return Object.fromEntries(Object.entries(operation).map(([name, value]) => [name, swapped(value)]));
  }

  #change(op, tickLower, tickUpper, liquidity) {
    return { op, caller: this.provider, ...(op === 'mint' ? { owner: this.provider } : {}), tickLower, tickUpper, liquidity: `${liquidity}` };
  }

  // Back to where the price began, more often than not.
  #isDown() {
    return this.random.chance(this.pool.state.tick > 0 ? 0.6 : 0.4);
  }

  #swap(zeroForOne, amountSpecified, limit) {
    return { op: 'swap', caller: this.trader, recipient: this.trader, zeroForOne, amountSpecified: `${amountSpecified}`, sqrtPriceLimitX96: `${limit ?? (zeroForOne ? minSqrtRatio + 1n : maxSqrtRatio - 1n)}` };
  }

  exactInput() {
    return this.#swap(this.#isDown(), 1_000_000n + this.random.magnitude(6n * 10n ** 16n));
  }

  exactOutput() {
    return this.#swap(this.#isDown(), -(1_000_000n + this.random.magnitude(3n * 10n ** 16n)));
  }

  /** To a price that the other pool, a little beside this one, is not beyond. */
  async limit() {
    const zeroForOne = this.#isDown();
    const tick = this.pool.state.tick + (zeroForOne ? -1 : 1) * this.random.int(400, 900);
    const [price] = await this.pool.sqrtRatios([tick]);
    return this.#swap(zeroForOne, 1n << 100n, price);
  }

  provide() {
    const spacing = this.pool.tickSpacing;
    const middle = Math.round(this.pool.state.tick / spacing);
    const [tickLower, tickUpper] = [(middle - this.random.int(1, 12)) * spacing, (middle + this.random.int(1, 12)) * spacing];
    const liquidity = usual / 10n + this.random.magnitude(usual);
    this.#added.push([tickLower, tickUpper, liquidity]);
    return this.#change('mint', tickLower, tickUpper, liquidity);
  }

  withdraw() {
    return this.#added.length === 0 ? this.provide() : this.#change('burn', ...this.#added.pop());
  }
}

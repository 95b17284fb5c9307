// The random walk of providers whose positions are tokens of one manager, so that the pool takes those of the same ticks for one.
import { V3Walk } from './v3-walk.mjs';

const maxUint128 = (1n << 128n) - 1n;
const farthest = 3_000;

const weights = { mintToken: 10, increaseLiquidity: 10, decreaseLiquidity: 14, collectToken: 16, mint: 3, swap: 45, flash: 2 };

export class V3ManagerWalk extends V3Walk {
  constructor(pool, manager, random) {
    super(pool, random, 'middle');
    this.manager = manager;
  }

  /** The price, and a wide position that nobody takes out. */
  async opening() {
    this.home = this.random.int(-40_000, 40_000);
    const [price] = await this.pool.sqrtRatios([this.home]);
    const caller = this.actor();
    const near = Math.floor(this.home / this.pool.tickSpacing);
    const range = { tickLower: (near - 500) * this.pool.tickSpacing, tickUpper: (near + 500) * this.pool.tickSpacing };
    return [{ op: 'initialize', caller, sqrtPriceX96: `${price}` }, { op: 'mint', caller, owner: caller, ...range, liquidity: `${10n ** 18n}` }];
  }

  next() {
    const op = this.random.weighted(weights);
    const needsToken = ['increaseLiquidity', 'decreaseLiquidity', 'collectToken'].includes(op);
    return needsToken && this.manager.tokens.size === 0 ? this.mintToken() : this[op]();
  }

  // The pool's position is the manager's.
  #of({ tokenId, caller, tickLower, tickUpper }) {
    return { caller, owner: this.manager.address, tokenId, tickLower, tickUpper };
  }

  #token() {
    return this.random.pick([...this.manager.tokens.values()]);
  }

  #amounts() {
    return { amount0: `${this.random.magnitude(10n ** 19n)}`, amount1: `${this.random.magnitude(10n ** 19n)}` };
  }

  mintToken() {
    const { random, pool, state } = this;
    const tokens = [...this.manager.tokens.values()];
    let range;
    if (tokens.length > 0 && random.chance(0.5)) {
      range = random.pick(tokens);
    } else {
      const now = Math.floor(state.tick / pool.tickSpacing);
      const lower = now - random.int(-2, 20);
      range = { tickLower: lower * pool.tickSpacing, tickUpper: (Math.max(lower, now) + random.int(1, 20)) * pool.tickSpacing };
    }
    const { tickLower, tickUpper } = range;
    return { op: 'mintToken', caller: this.actor(), owner: this.manager.address, tickLower, tickUpper, ...this.#amounts() };
  }

  /** Emptied ones too: they open again. */
  increaseLiquidity() {
    return { op: 'increaseLiquidity', ...this.#of(this.#token()), ...this.#amounts() };
  }

  decreaseLiquidity() {
    const { random } = this;
    const held = [...this.manager.tokens.values()].filter((token) => token.liquidity !== '0');
    if (held.length === 0) {
      return this.mintToken();
    }
    const token = random.pick(held);
    const whole = BigInt(token.liquidity);
    const liquidity = { all: whole, some: random.magnitude(whole), one: 1n }[random.weighted({ all: 40, some: 50, one: 10 })];
    return { op: 'decreaseLiquidity', ...this.#of(token), liquidity: `${liquidity}` };
  }

  /** All, a part, or of one token only. */
  collectToken() {
    const { random } = this;
    const token = this.#token();
    const most = (owed) => ({ all: maxUint128, part: random.magnitude(BigInt(owed) + 1_000n), none: 0n })[random.weighted({ all: 60, part: 30, none: 10 })].toString();
    return { op: 'collectToken', ...this.#of(token), amount0: most(token.tokensOwed0), amount1: most(token.tokensOwed1) };
  }

  /** Trades that stay near, so that ranges are crossed again and again. */
  async swap() {
    const { random, state } = this;
    const caller = this.actor();
    const away = state.tick - this.home;
    const zeroForOne = Math.abs(away) > farthest ? away > 0 : random.chance(0.5);
    const [limit] = await this.pool.sqrtRatios([this.home + (zeroForOne ? -2 : 2) * farthest]);
    const amount = random.magnitude(BigInt(zeroForOne ? state.balance0 : state.balance1) + 1_000n);
    return { op: 'swap', caller, recipient: caller, zeroForOne, amountSpecified: `${amount}`, sqrtPriceLimitX96: `${limit}` };
  }
}

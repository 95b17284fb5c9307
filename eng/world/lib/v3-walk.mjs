// The random walk over a V3 pool: what people do, what nobody should do, and the edges between.
export const minTick = -887272;
export const maxTick = 887272;
export const minSqrtRatio = 4295128739n;
export const maxSqrtRatio = 1461446703485210103287273052203988822378723970342n;
const maxUint128 = (1n << 128n) - 1n;
const noLimit = { true: minSqrtRatio + 1n, false: maxSqrtRatio - 1n };

/** Where a pool starts: in the middle of the range of prices, or close to one of its ends. */
const starts = {
  middle: (random) => random.int(-200_000, 200_000),
  low: (random) => minTick + random.int(0, 3_000),
  high: (random) => maxTick - random.int(1, 3_000),
};

const weights = {
  mint: 20,
  burn: 12,
  poke: 5,
  collect: 8,
  swap: 34,
  flash: 6,
  setFeeProtocol: 2,
  collectProtocol: 2,
  donate: 1,
  invalid: 16,
};

export class V3Walk {
  constructor(pool, random, start) {
    this.pool = pool;
    this.random = random;
    this.start = start;
    this.actors = pool.actors.addresses;
  }

  /** The operations before a price stands: all refused but the one that sets it. */
  async opening() {
    const { random } = this;
    const middle = starts[this.start](random);
    const [low, high] = await this.pool.sqrtRatios([middle, Math.min(middle + 1, maxTick)]);
    const price = low + random.below(high > low ? high - low : 1n);
    this.home = middle;
    const caller = this.actor();
    const range = { tickLower: -this.pool.tickSpacing, tickUpper: this.pool.tickSpacing };
    return [
      { op: 'mint', caller, owner: caller, ...range, liquidity: '1000' },
      { op: 'burn', caller, ...range, liquidity: '0' },
      { op: 'collect', caller, recipient: caller, ...range, amount0: '1', amount1: '1' },
      { op: 'swap', caller, recipient: caller, zeroForOne: true, amountSpecified: '1000', sqrtPriceLimitX96: `${minSqrtRatio + 1n}` },
      { op: 'swap', caller, recipient: caller, zeroForOne: true, amountSpecified: '0', sqrtPriceLimitX96: `${minSqrtRatio + 1n}` },
      { op: 'flash', caller, recipient: caller, amount0: '0', amount1: '0' },
      { op: 'setFeeProtocol', caller: this.pool.owner, feeProtocol0: 4, feeProtocol1: 4 },
      { op: 'collectProtocol', caller: this.pool.owner, recipient: caller, amount0: '1', amount1: '1' },
      { op: 'initialize', caller, sqrtPriceX96: `${minSqrtRatio - 1n}` },
      { op: 'initialize', caller, sqrtPriceX96: `${maxSqrtRatio}` },
      { op: 'initialize', caller, sqrtPriceX96: `${price}` },
      { op: 'flash', caller, recipient: caller, amount0: '0', amount1: '0' },
      { op: 'initialize', caller, sqrtPriceX96: `${price}` },
    ];
  }

  /** The next operation, chosen with the pool's present state in view. */
  next() {
    return this[this.random.weighted(weights)]();
  }

  actor() {
    return this.random.pick(this.actors);
  }

  get state() {
    return this.pool.state;
  }

  positions() {
    return [...this.pool.positions.values()].map((position) => position.known);
  }

  /** Positions that hold liquidity. */
  held() {
    return this.positions().filter((position) => position.liquidity !== '0');
  }

  // Providing liquidity

  mint() {
    const { random } = this;
    const caller = this.actor();
    const owner = random.chance(0.85) ? caller : this.actor();
    return { op: 'mint', caller, owner, ...this.range(), liquidity: `${this.liquidity()}` };
  }

  liquidity() {
    const { random, pool } = this;
    const limit = pool.maxLiquidityPerTick;
    switch (random.weighted({ one: 4, usual: 70, any: 8, most: 2 })) {
      case 'one':
        return 1n;
      case 'usual':
        return (10n ** 12n + random.magnitude(10n ** 24n)) % limit;
      case 'any':
        return random.magnitude(limit);
      default:
        return limit - random.magnitude(limit / 1000n);
    }
  }

  range() {
    const { random, pool, state } = this;
    const spacing = pool.tickSpacing;
    const lowest = Math.ceil(minTick / spacing);
    const highest = -lowest;
    const now = Math.floor(state.tick / spacing);
    const held = this.held();
    const kind = random.weighted({ held: held.length > 0 ? 35 : 0, adjacent: held.length > 0 ? 8 : 0, narrow: 12, near: 20, wide: 10, full: 5, above: 6, below: 6 });
    let lower;
    let upper;
    switch (kind) {
      case 'held': {
        const { tickLower, tickUpper } = random.pick(held);
        return { tickLower, tickUpper };
      }
      case 'adjacent': {
        const { tickLower, tickUpper } = random.pick(held);
        const width = random.int(1, 8);
        [lower, upper] = random.chance(0.5) ? [tickUpper / spacing, tickUpper / spacing + width] : [tickLower / spacing - width, tickLower / spacing];
        break;
      }
      case 'narrow':
        lower = now + random.int(-2, 2);
        upper = lower + 1;
        break;
      case 'near':
        lower = now - random.int(0, 50);
        upper = now + random.int(1, 50);
        break;
      case 'wide':
        lower = now - random.int(1, 3_000);
        upper = now + random.int(1, 3_000);
        break;
      case 'full':
        [lower, upper] = [lowest, highest];
        break;
      case 'above':
        lower = now + random.int(1, 100);
        upper = lower + random.int(1, 60);
        break;
      default:
        upper = now - random.int(0, 100);
        lower = upper - random.int(1, 60);
        break;
    }
    lower = Math.min(Math.max(lower, lowest), highest - 1);
    upper = Math.min(Math.max(upper, lower + 1), highest);
    return { tickLower: lower * spacing, tickUpper: upper * spacing };
  }

  burn() {
    const held = this.held();
    if (held.length === 0) {
      return this.mint();
    }
    const { random, state } = this;
    const atPrice = held.filter((position) => position.tickLower === state.tick || position.tickUpper === state.tick);
    const { owner, tickLower, tickUpper, liquidity } = random.pick(atPrice.length > 0 && random.chance(0.7) ? atPrice : held);
    const whole = BigInt(liquidity);
    const part = random.weighted({ all: 45, some: 40, one: 5, half: 10 });
    const amount = { all: whole, some: random.magnitude(whole), one: 1n, half: (whole + 1n) / 2n }[part];
    return { op: 'burn', caller: owner, tickLower, tickUpper, liquidity: `${amount}` };
  }

  poke() {
    const held = this.held();
    if (held.length === 0) {
      return this.mint();
    }
    const { owner, tickLower, tickUpper } = this.random.pick(held);
    return { op: 'burn', caller: owner, tickLower, tickUpper, liquidity: '0' };
  }

  collect() {
    const positions = this.positions();
    if (positions.length === 0) {
      return this.mint();
    }
    const { random } = this;
    const owed = positions.filter((position) => position.tokensOwed0 !== '0' || position.tokensOwed1 !== '0');
    const { owner, tickLower, tickUpper, tokensOwed0, tokensOwed1 } = random.pick(owed.length > 0 && random.chance(0.9) ? owed : positions);
    const amount = (available) =>
      ({ all: maxUint128, exact: BigInt(available), part: random.magnitude(BigInt(available)), none: 0n, one: 1n })[
        random.weighted({ all: 50, exact: 10, part: 25, none: 10, one: 5 })
      ].toString();
    return { op: 'collect', caller: owner, recipient: this.actor(), tickLower, tickUpper, amount0: amount(tokensOwed0), amount1: amount(tokensOwed1) };
  }

  // Trading

  async swap() {
    const { random, state } = this;
    const caller = this.actor();
    const swap = { op: 'swap', caller, recipient: random.chance(0.8) ? caller : this.actor() };
    const price = BigInt(state.sqrtPriceX96);
    const far = Math.abs(state.tick - this.home) > 20_000;
    if (far && random.chance(0.6)) {
      return { ...swap, ...(await this.homeward()) };
    }
    let zeroForOne = random.chance(0.5);
    if (price <= minSqrtRatio + 1n) {
      zeroForOne = false;
    } else if (price >= maxSqrtRatio - 1n) {
      zeroForOne = true;
    }
    const limit = await this.limit(zeroForOne, price);
    return { ...swap, zeroForOne, amountSpecified: `${this.amountSpecified(zeroForOne)}`, sqrtPriceLimitX96: `${limit}` };
  }

  async homeward() {
    const zeroForOne = this.state.tick > this.home;
    const [target] = await this.pool.sqrtRatios([Math.max(minTick + 1, Math.min(maxTick - 1, this.home + this.random.int(-500, 500)))]);
    return { zeroForOne, amountSpecified: `${1n << 200n}`, sqrtPriceLimitX96: `${target}` };
  }

  amountSpecified(zeroForOne) {
    const { random, state } = this;
    const [paidIn, paidOut] = zeroForOne ? [state.balance0, state.balance1] : [state.balance1, state.balance0];
    switch (random.weighted({ input: 42, output: 38, one: 4, oneOut: 4, plenty: 10, plentyOut: 6, extreme: 2 })) {
      case 'input':
        return random.magnitude(BigInt(paidIn) * 4n + 1000n);
      case 'output':
        return -random.magnitude(BigInt(paidOut) * 2n + 1000n);
      case 'one':
        return 1n;
      case 'oneOut':
        return -1n;
      case 'plenty':
        return 1n << 127n;
      case 'plentyOut':
        return -(1n << 127n);
      default:
        return random.pick([(1n << 255n) - 1n, -(1n << 255n), 1n - (1n << 255n)]);
    }
  }

  async limit(zeroForOne, price) {
    const { random, state, pool } = this;
    const ahead = (target) => (zeroForOne ? target < price && target > minSqrtRatio : target > price && target < maxSqrtRatio);
    const kind = random.weighted({ none: 35, initialized: 22, spaced: 14, beside: 4, between: 25 });
    const step = zeroForOne ? -1 : 1;
    let target;
    switch (kind) {
      case 'none':
        return noLimit[zeroForOne];
      case 'initialized': {
        const ticks = [...pool.ticks.values()].map((tick) => tick.known).filter((tick) => tick.initialized && (zeroForOne ? tick.tick <= state.tick : tick.tick > state.tick));
        [target] = ticks.length > 0 ? await pool.sqrtRatios([random.pick(ticks).tick]) : [price];
        target += BigInt(random.pick([0, 0, 0, 1, -1]));
        break;
      }
      case 'spaced': {
        const tick = (Math.floor(state.tick / pool.tickSpacing) + step * random.int(1, 40)) * pool.tickSpacing;
        [target] = await pool.sqrtRatios([Math.max(minTick, Math.min(maxTick, tick))]);
        break;
      }
      case 'beside':
        target = price + BigInt(step);
        break;
      default: {
        const tick = Math.max(minTick, Math.min(maxTick - 1, state.tick + step * random.int(0, 4_000)));
        const [low, high] = await pool.sqrtRatios([tick, tick + 1]);
        target = low + random.below(high - low);
        break;
      }
    }
    return ahead(target) ? target : noLimit[zeroForOne];
  }

  // Lending, donations, the owner's part

  flash() {
    const { random, state } = this;
    const caller = this.actor();
    const amount = (balance) => ({ none: 0n, part: random.magnitude(BigInt(balance)), all: BigInt(balance) })[random.weighted({ none: 30, part: 60, all: 10 })];
    const [amount0, amount1] = [state.balance0, state.balance1].map((balance) => (balance === '0' ? 0n : amount(balance)));
    const extra = () => (random.chance(0.6) ? '0' : random.magnitude(random.chance(0.9) ? 10n ** 24n : 1n << 140n).toString());
    return { op: 'flash', caller, recipient: random.chance(0.7) ? caller : this.actor(), amount0: `${amount0}`, amount1: `${amount1}`, extra0: extra(), extra1: extra() };
  }

  setFeeProtocol() {
    const share = () => this.random.pick([0, 4, 5, 6, 7, 8, 9, 10]);
    return { op: 'setFeeProtocol', caller: this.pool.owner, feeProtocol0: share(), feeProtocol1: share() };
  }

  collectProtocol() {
    const { random, state } = this;
    const amount = (available) => ({ all: maxUint128, exact: BigInt(available), part: random.magnitude(BigInt(available)), none: 0n })[random.weighted({ all: 40, exact: 20, part: 30, none: 10 })];
    const [amount0, amount1] = [state.protocolFees0, state.protocolFees1].map((available) => `${amount(available)}`);
    return { op: 'collectProtocol', caller: this.pool.owner, recipient: this.actor(), amount0, amount1 };
  }

  donate() {
    return { op: 'donate', caller: this.actor(), token: this.random.int(0, 1), amount: `${this.random.magnitude(10n ** 24n)}` };
  }

  // What the contract refuses (or, for some of it, surprisingly does not)

  invalid() {
    return this[this.random.pick(Object.getOwnPropertyNames(V3Walk.prototype).filter((name) => name.startsWith('invalid') && name !== 'invalid'))]();
  }

  invalidTicks() {
    const { tickSpacing } = this.pool;
    const { tickLower, tickUpper } = this.random.pick([
      { tickLower: tickSpacing, tickUpper: tickSpacing },
      { tickLower: tickSpacing, tickUpper: -tickSpacing },
      { tickLower: minTick - 1, tickUpper: 0 },
      { tickLower: 0, tickUpper: maxTick + 1 },
      { tickLower: minTick - 1, tickUpper: maxTick + 1 },
      { tickLower: 8_000_000, tickUpper: -8_000_000 },
      { tickLower: -8_000_000, tickUpper: 8_000_000 },
    ]);
    const caller = this.actor();
    return this.random.chance(0.6)
      ? { op: 'mint', caller, owner: caller, tickLower, tickUpper, liquidity: '1000000' }
      : { op: 'burn', caller, tickLower, tickUpper, liquidity: '0' };
  }

  invalidSpacing() {
    const { tickSpacing } = this.pool;
    if (tickSpacing === 1) {
      return this.invalidTicks();
    }
    const caller = this.actor();
    const offset = this.random.int(1, tickSpacing - 1);
    const [first, second] = this.random.pick([[offset, 0], [0, offset], [offset, offset]]);
    return { op: 'mint', caller, owner: caller, tickLower: first - tickSpacing, tickUpper: second + tickSpacing, liquidity: '1000000' };
  }

  invalidLiquidity() {
    const caller = this.actor();
    const { maxLiquidityPerTick } = this.pool;
    const liquidity = this.random.pick([0n, maxLiquidityPerTick + 1n, (1n << 127n) - 1n, 1n << 127n, maxUint128]);
    return { op: 'mint', caller, owner: caller, ...this.range(), liquidity: `${liquidity}` };
  }

  invalidBurn() {
    const held = this.held();
    if (held.length === 0) {
      return this.invalidTicks();
    }
    const { owner, tickLower, tickUpper, liquidity } = this.random.pick(held);
    const amount = this.random.pick([BigInt(liquidity) + 1n, maxUint128, (1n << 127n) - 1n, BigInt(liquidity) + this.random.magnitude(1n << 100n)]);
    return { op: 'burn', caller: owner, tickLower, tickUpper, liquidity: `${amount}` };
  }

  invalidPoke() {
    const empty = this.positions().filter((position) => position.liquidity === '0');
    const range = empty.length > 0 && this.random.chance(0.7) ? this.random.pick(empty) : { owner: this.actor(), ...this.range() };
    return { op: 'burn', caller: range.owner, tickLower: range.tickLower, tickUpper: range.tickUpper, liquidity: `${this.random.pick([0, 0, 1])}` };
  }

  invalidLimit() {
    const price = BigInt(this.state.sqrtPriceX96);
    const caller = this.actor();
    const [zeroForOne, limit] = this.random.pick([
      [true, price],
      [true, price + 1n],
      [true, minSqrtRatio],
      [true, 0n],
      [false, price],
      [false, price - 1n],
      [false, maxSqrtRatio],
      [false, (1n << 160n) - 1n],
    ]);
    return { op: 'swap', caller, recipient: caller, zeroForOne, amountSpecified: '1000', sqrtPriceLimitX96: `${limit}` };
  }

  invalidAmount() {
    const caller = this.actor();
    const zeroForOne = this.random.chance(0.5);
    return { op: 'swap', caller, recipient: caller, zeroForOne, amountSpecified: '0', sqrtPriceLimitX96: `${noLimit[zeroForOne]}` };
  }

  async invalidPayment() {
    const short = () => `${-this.random.magnitude(1000n)}`;
    const side = this.random.pick([{ extra0: short() }, { extra1: short() }, { extra0: short(), extra1: short() }]);
    return { ...(await this.paying()), ...side };
  }

  /** A payment above what is owed stays in the pool. */
  async invalidOverpayment() {
    return { ...(await this.paying()), extra0: `${this.random.magnitude(10n ** 20n)}`, extra1: `${this.random.magnitude(10n ** 20n)}` };
  }

  async invalidReentry() {
    const caller = this.actor();
    const { tickLower, tickUpper } = this.range();
    const reenter = this.random.pick([
      { op: 'mint', owner: caller, tickLower, tickUpper, liquidity: '1' },
      { op: 'burn', tickLower, tickUpper, liquidity: '0' },
      { op: 'collect', recipient: caller, tickLower, tickUpper, amount0: '1', amount1: '1' },
      { op: 'swap', recipient: caller, zeroForOne: true, amountSpecified: '10', sqrtPriceLimitX96: `${noLimit.true}` },
      { op: 'flash', recipient: caller, amount0: '0', amount1: '0' },
      { op: 'setFeeProtocol', feeProtocol0: 0, feeProtocol1: 0 },
      { op: 'collectProtocol', recipient: caller, amount0: '0', amount1: '0' },
    ]);
    return { ...(await this.paying()), reenter };
  }

  async paying() {
    return this.random.pick([() => this.mint(), () => this.swap(), () => this.flash()])();
  }

  invalidFlash() {
    const caller = this.actor();
    const beyond = (balance) => `${BigInt(balance) + 1n + this.random.magnitude(1n << 60n)}`;
    const [amount0, amount1] = this.random.pick([
      [beyond(this.state.balance0), '0'],
      ['0', beyond(this.state.balance1)],
    ]);
    return { op: 'flash', caller, recipient: caller, amount0, amount1 };
  }

  /** A gift that takes the fee growth to the end of its 256 bits, or just beyond. */
  invalidFlashGrowth() {
    const caller = this.actor();
    const end = BigInt(this.state.liquidity) << 128n;
    const gift = this.random.pick([end - 1n, end - this.random.magnitude(1n << 64n), end, end * 2n]);
    const extra = this.random.pick([{ extra0: `${gift}` }, { extra1: `${gift}` }]);
    return { op: 'flash', caller, recipient: caller, amount0: '0', amount1: '0', ...extra };
  }

  invalidOwner() {
    const caller = this.random.pick(this.actors.slice(1));
    return this.random.chance(0.5)
      ? { op: 'setFeeProtocol', caller, feeProtocol0: 4, feeProtocol1: 4 }
      : { op: 'collectProtocol', caller, recipient: caller, amount0: '1', amount1: '1' };
  }

  invalidShare() {
    const [feeProtocol0, feeProtocol1] = this.random.pick([[1, 4], [4, 3], [11, 0], [0, 255], [3, 3], [2, 11]]);
    return { op: 'setFeeProtocol', caller: this.pool.owner, feeProtocol0, feeProtocol1 };
  }

  invalidInitialize() {
    return { op: 'initialize', caller: this.actor(), sqrtPriceX96: `${this.random.pick([BigInt(this.state.sqrtPriceX96), 0n, 1n << 96n])}` };
  }
}

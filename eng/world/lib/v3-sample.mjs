// Some weeks of a pool that looks like life: an 18-decimal coin against a 6-decimal dollar near 2000, a market outside that moves, arbitrage
// that follows it, traders, and ten liquidity providers with habits of their own.
// Only arithmetic that every platform rounds alike, so that the bytes depend on the seed alone.
import { maxSqrtRatio, maxTick, minSqrtRatio } from './v3-walk.mjs';

const startPrice = 2000;
const rawPerUnit = 1e-12; // token 1 has 12 decimals fewer
const volatilityPerStep = 0.005;
const feeFraction = 0.003;
const maxUint128 = (1n << 128n) - 1n;
const providerCount = 10;

const weights = { trade: 62, arbitrage: 18, provide: 8, withdraw: 5, harvest: 5, flash: 1, protocol: 1 };

export class V3Sample {
  #queue = [];
  #marketPrice = startPrice;

  /** The owner of the factory, the providers, and two who trade. */
  static actorCount = providerCount + 3;

  constructor(pool, random) {
    this.pool = pool;
    this.random = random;
    this.providers = pool.actors.addresses.slice(1, providerCount + 1);
    [this.trader, this.arbitrageur] = pool.actors.addresses.slice(providerCount + 1);
  }

  /** The pool's beginning: its price, then a position of each provider. */
  opening() {
    const sqrtPrice = V3Sample.#sqrtPriceX96(startPrice);
    this.startTick = -200_311; // of the price above
    return [
      { op: 'initialize', caller: this.providers[0], sqrtPriceX96: `${sqrtPrice}` },
      ...this.providers.map((provider) => this.#mint(provider, this.startTick)),
    ];
  }

  /** The next operation. */
  next() {
    if (this.#queue.length > 0) {
      return this.#queue.shift();
    }
    this.#marketPrice *= 1 + volatilityPerStep * this.random.normal();
    return this[this.random.weighted(weights)]();
  }

  static #sqrtPriceX96(price) {
    return BigInt(Math.floor(Math.sqrt(price * rawPerUnit) * 2 ** 96));
  }

  get poolPrice() {
    return (Number(this.pool.state.sqrtPriceX96) / 2 ** 96) ** 2 / rawPerUnit;
  }

  #mint(provider, tick) {
    const { random, pool } = this;
    const spacing = pool.tickSpacing;
    const full = random.chance(0.08);
    const widths = [random.int(8, 30), random.int(30, 120), random.int(120, 300)];
    const width = random.pick(widths);
    const center = Math.round(tick / spacing) + random.int(-5, 5);
    const edge = Math.floor(maxTick / spacing);
    const [lower, upper] = full ? [-edge, edge] : [center - width, center + width];
    // A range of w ticks holds about liquidity * sqrt(price) * w / 20000 of each token's value.
    const dollars = random.int(20_000, 400_000);
    const ticks = Math.min((upper - lower) * spacing, 20_000);
    const liquidity = BigInt(Math.floor((dollars * 1e6) / (Math.sqrt(startPrice * rawPerUnit) * ticks * 1e-4)));
    return { op: 'mint', caller: provider, owner: provider, tickLower: lower * spacing, tickUpper: upper * spacing, liquidity: `${liquidity}` };
  }

  #held() {
    return [...this.pool.positions.values()].map((position) => position.known).filter((position) => position.liquidity !== '0');
  }

  provide() {
    const held = this.#held();
    if (this.random.chance(0.35) && held.length > 0) {
      const { owner, tickLower, tickUpper, liquidity } = this.random.pick(held);
      const added = BigInt(liquidity) / BigInt(this.random.int(2, 10)) + 1n;
      return { op: 'mint', caller: owner, owner, tickLower, tickUpper, liquidity: `${added}` };
    }
    return this.#mint(this.random.pick(this.providers), this.pool.state.tick);
  }

  withdraw() {
    const held = this.#held();
    if (held.length <= 6) {
      return this.provide();
    }
    const { owner, tickLower, tickUpper, liquidity } = this.random.pick(held);
    const amount = this.random.chance(0.5) ? BigInt(liquidity) : (BigInt(liquidity) * BigInt(this.random.int(10, 80))) / 100n;
    return this.#burnAndCollect(owner, tickLower, tickUpper, amount);
  }

  /** Fees are owed only once the position is touched, so a harvest burns nothing first. */
  harvest() {
    const { owner, tickLower, tickUpper } = this.random.pick(this.#held());
    return this.#burnAndCollect(owner, tickLower, tickUpper, 0n);
  }

  #burnAndCollect(owner, tickLower, tickUpper, liquidity) {
    this.#queue.push({ op: 'collect', caller: owner, recipient: owner, tickLower, tickUpper, amount0: `${maxUint128}`, amount1: `${maxUint128}` });
    return { op: 'burn', caller: owner, tickLower, tickUpper, liquidity: `${liquidity}` };
  }

  trade() {
    const { random } = this;
    const zeroForOne = random.chance(0.5);
    const cents = Number(random.magnitude(2_000_000n)) + 500;
    const dollarsRaw = BigInt(cents) * 10_000n;
    const coinsRaw = BigInt(Math.floor((cents / this.poolPrice) * 1e4)) * 10n ** 12n;
    const exactOutput = random.chance(0.3);
    const amount = zeroForOne === exactOutput ? dollarsRaw : coinsRaw;
    return this.#swap(this.trader, zeroForOne, exactOutput ? -amount : amount, zeroForOne ? minSqrtRatio + 1n : maxSqrtRatio - 1n);
  }

  /** Trades the pool to where the market outside stops paying for the fee. */
  arbitrage() {
    const down = this.#marketPrice / (1 - feeFraction);
    const up = this.#marketPrice * (1 - feeFraction);
    const price = this.poolPrice;
    if (price <= down && price >= up) {
      return this.trade();
    }
    const zeroForOne = price > down;
    return this.#swap(this.arbitrageur, zeroForOne, 1n << 100n, V3Sample.#sqrtPriceX96(zeroForOne ? down : up));
  }

  #swap(caller, zeroForOne, amountSpecified, limit) {
    return { op: 'swap', caller, recipient: caller, zeroForOne, amountSpecified: `${amountSpecified}`, sqrtPriceLimitX96: `${limit}` };
  }

  flash() {
    const { random, pool, trader } = this;
    const part = (balance) => BigInt(balance) / BigInt(random.int(3, 50));
    const { balance0, balance1 } = pool.state;
    const sides = random.pick([[1n, 0n], [0n, 1n], [1n, 1n]]);
    return { op: 'flash', caller: trader, recipient: trader, amount0: `${part(balance0) * sides[0]}`, amount1: `${part(balance1) * sides[1]}` };
  }

  protocol() {
    const { pool, random } = this;
    const caller = pool.owner;
    if (pool.state.feeProtocol0 === 0) {
      return { op: 'setFeeProtocol', caller, feeProtocol0: random.pick([4, 6]), feeProtocol1: random.pick([4, 6]) };
    }
    return { op: 'collectProtocol', caller, recipient: caller, amount0: `${maxUint128}`, amount1: `${maxUint128}` };
  }
}

// The random walk over a V2 pair: what people do, what nobody should do, and the edges between.
const zeroAddress = '0x0000000000000000000000000000000000000000';
const maxReserve = (1n << 112n) - 1n;

/** How large amounts are: tiny ones round hard, huge ones overflow. */
const scales = { tiny: 5_000n, usual: 10n ** 24n, huge: 1n << 111n };

const weights = { mint: 18, burn: 12, transfer: 5, swap: 42, skim: 4, sync: 3, donate: 5, setFeeTo: 4, evenSwap: 4, invalid: 9 };

const least = (a, b) => (a < b ? a : b);
const most = (a, b) => (a > b ? a : b);

export class V2Walk {
  #queue = [];

  constructor(pair, random, scale) {
    this.pair = pair;
    this.random = random;
    this.scale = scales[scale];
    this.huge = scale === 'huge';
    this.actors = pair.actors.addresses;
  }

  /** The operations on an empty pair, up to the first mint. */
  opening() {
    const caller = this.actor();
    const to = caller;
    const first = { op: 'mint', caller, to };
    return [
      { op: 'sync', caller },
      { op: 'skim', caller, to },
      { op: 'burn', caller, to, liquidity: '0' },
      { op: 'burn', caller, to, liquidity: '1' },
      { op: 'swap', caller, to, amount0In: '10', amount1In: '0', amount0Out: '0', amount1Out: '1' },
      { op: 'swap', caller, to, amount0In: '10', amount1In: '0', amount0Out: '0', amount1Out: '0' },
      { ...first, amount0In: '0', amount1In: '0' },
      { ...first, amount0In: '10', amount1In: '10' },
      { ...first, amount0In: '1000', amount1In: '1000' },
      { ...first, amount0In: `${1n << 200n}`, amount1In: `${1n << 200n}` },
      { ...first, amount0In: `${1n << 113n}`, amount1In: '1000000' },
      { ...first, amount0In: `${this.scale + this.random.below(this.scale)}`, amount1In: `${this.scale + this.random.below(this.scale)}` },
    ];
  }

  /** The next operation, chosen with the pair's present state in view. */
  next() {
    const { random } = this;
    if (this.#queue.length > 0) {
      return this.#queue.shift();
    }
    const [surplus0, surplus1] = this.surplus();
    if (surplus0 + surplus1 > maxReserve && random.chance(0.4)) {
      return this.skim();
    }
    return this[random.weighted(weights)]();
  }

  actor() {
    return this.random.pick(this.actors);
  }

  amount() {
    return this.random.magnitude(this.scale);
  }

  numbers(...names) {
    return names.map((name) => BigInt(this.pair.state[name]));
  }

  /** What the pair holds above its reserves. */
  surplus() {
    const [balance0, balance1, reserve0, reserve1] = this.numbers('balance0', 'balance1', 'reserve0', 'reserve1');
    return [balance0 - reserve0, balance1 - reserve1];
  }

  mint() {
    const { random } = this;
    const caller = this.actor();
    const [reserve0, reserve1] = this.numbers('reserve0', 'reserve1');
    const amount0 = this.amount();
    let amount1 = this.amount();
    if (reserve0 > 0n && random.chance(0.6)) {
      amount1 = (amount0 * reserve1) / reserve0 + BigInt(random.int(0, 2));
    }
    return { op: 'mint', caller, to: random.chance(0.85) ? caller : random.pick([...this.actors, zeroAddress]), amount0In: `${amount0}`, amount1In: `${least(amount1, 1n << 200n)}` };
  }

  /** A holder of LP tokens among the participants, and how much. */
  holder() {
    const holders = this.actors.filter((actor) => this.pair.state.liquidity[actor] !== '0');
    const holder = holders.length > 0 ? this.random.pick(holders) : this.actor();
    return [holder, BigInt(this.pair.state.liquidity[holder])];
  }

  burn() {
    const { random } = this;
    const [caller, whole] = this.holder();
    const amount = { all: whole, some: random.magnitude(whole), one: 1n }[random.weighted({ all: 30, some: 65, one: 5 })];
    return { op: 'burn', caller, to: random.chance(0.9) ? caller : random.pick([...this.actors, this.pair.address]), liquidity: `${least(amount, whole)}` };
  }

  transfer() {
    const { random } = this;
    const [caller, whole] = this.holder();
    const to = random.chance(0.8) ? this.actor() : random.pick([this.pair.address, zeroAddress]);
    return { op: 'transfer', caller, to, liquidity: `${random.chance(0.1) ? 0n : random.magnitude(whole)}` };
  }

  swap() {
    const { random } = this;
    const [reserve0, reserve1] = this.numbers('reserve0', 'reserve1');
    const out = (reserve) => (reserve < 2n ? 0n : least(random.chance(0.1) ? reserve - random.magnitude(reserve - 1n) : random.magnitude(reserve / 3n + 1n), reserve - 1n));
    const side = random.weighted({ zero: 40, one: 40, both: 20 });
    const amount0Out = side === 'one' ? 0n : out(reserve0);
    const amount1Out = side === 'zero' ? 0n : out(reserve1);
    return this.paid({ amount0Out, amount1Out });
  }

  /** A swap for these outputs, paid for on either side or both, before the call or in its callback; exactly, more, or too little. */
  paid({ amount0Out, amount1Out }) {
    const { random } = this;
    const caller = this.actor();
    const [surplus0, surplus1] = this.surplus();
    const onOne = amount0Out > 0n && amount1Out === 0n ? random.chance(0.85) : random.chance(0.5);
    const given = random.chance(0.25) ? this.amount() : 0n;
    const needed = this.needed(amount0Out, amount1Out, onOne, given);
    const change = { exact: 0n, more: random.magnitude(needed + 10n), less: -random.magnitude(needed + 1n), short: -1n };
    const paid = most(0n, needed + change[random.weighted({ exact: 45, more: 35, less: 6, short: 14 })]);
    const total = onOne ? [given, paid] : [paid, given];
    const due = [most(0n, total[0] - surplus0), most(0n, total[1] - surplus1)];
    const swap = { op: 'swap', caller, to: caller, amount0In: `${due[0]}`, amount1In: `${due[1]}`, amount0Out: `${amount0Out}`, amount1Out: `${amount1Out}` };
    if (random.chance(0.65)) {
      return { ...swap, to: random.chance(0.85) ? caller : random.pick([...this.actors, this.pair.address]) };
    }
    const before = due.map((amount) => (random.chance(0.8) ? 0n : random.below(amount + 1n)));
    return {
      ...swap,
      to: this.actor(),
      amount0In: `${before[0]}`,
      amount1In: `${before[1]}`,
      callback0: `${due[0] - before[0]}`,
      callback1: `${due[1] - before[1]}`,
    };
  }

  /** The least input on one side for which the pair's product holds, the other side's input given; by bisection over the check itself. */
  needed(amount0Out, amount1Out, onOne, given) {
    const [reserve0, reserve1] = this.numbers('reserve0', 'reserve1');
    const target = reserve0 * reserve1 * 1_000_000n;
    const adjusted = (reserve, out, paid) => (reserve - out) * 1000n + paid * 997n;
    const holds = (amount) => adjusted(reserve0, amount0Out, onOne ? given : amount) * adjusted(reserve1, amount1Out, onOne ? amount : given) >= target;
    let [low, high] = [-1n, 1n << 240n];
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      [low, high] = holds(middle) ? [low, middle] : [middle, high];
    }
    return least(high, 1n << 200n);
  }

  /** A loan paid back in its own token with exactly the fee: the product is what it was, to the last digit; or one unit less is paid. */
  evenSwap() {
    const { random } = this;
    const onOne = random.chance(0.5);
    const [reserve] = this.numbers(onOne ? 'reserve1' : 'reserve0');
    const [surplus0, surplus1] = this.surplus();
    if (reserve <= 997n || surplus0 + surplus1 > 0n) {
      return this.skim();
    }
    const thousands = random.magnitude((reserve - 1n) / 997n);
    const lent = 997n * thousands;
    const back = 1000n * thousands - (random.chance(0.7) ? 0n : 1n);
    const amounts = onOne
      ? { amount0Out: '0', amount1Out: `${lent}`, callback0: '0', callback1: `${back}` }
      : { amount0Out: `${lent}`, amount1Out: '0', callback0: `${back}`, callback1: '0' };
    return { op: 'swap', caller: this.actor(), to: this.actor(), amount0In: '0', amount1In: '0', ...amounts };
  }

  skim() {
    return { op: 'skim', caller: this.actor(), to: this.random.chance(0.9) ? this.actor() : this.pair.address };
  }

  sync() {
    return { op: 'sync', caller: this.actor() };
  }

  /** Fills the pair to the largest reserve, or one above it, and tells it. */
  brim() {
    const { random } = this;
    const level = maxReserve + BigInt(random.int(0, 1));
    const [balance0, balance1] = this.numbers('balance0', 'balance1');
    const caller = this.actor();
    const fill = (balance) => `${most(0n, level - balance)}`;
    const [amount0In, amount1In] = random.pick([[fill(balance0), '0'], ['0', fill(balance1)]]);
    this.#queue.push({ op: 'sync', caller });
    return { op: 'donate', caller, amount0In, amount1In };
  }

  donate() {
    const { random } = this;
    if (this.huge && random.chance(0.3)) {
      return this.brim();
    }
    const amount = () => (random.chance(0.4) ? 0n : random.magnitude(this.huge ? 1n << 248n : this.scale));
    return { op: 'donate', caller: this.actor(), amount0In: `${amount() + 1n}`, amount1In: `${amount()}` };
  }

  setFeeTo() {
    const to = this.random.weighted({ off: 35, on: 60, pair: 5 });
    const addresses = { off: zeroAddress, on: this.random.pick(this.actors), pair: this.pair.address };
    return { op: 'setFeeTo', caller: this.pair.feeToSetter, to: addresses[to] };
  }

  // What the pair refuses

  invalid() {
    const { random } = this;
    const caller = this.actor();
    const [reserve0, reserve1] = this.numbers('reserve0', 'reserve1');
    const [holder, whole] = this.holder();
    const none = { amount0In: '0', amount1In: '0', amount0Out: '0', amount1Out: '0' };
    const swap = { op: 'swap', caller, to: caller, ...none };
    const reenter = random.pick([
      { op: 'mint', to: caller },
      { op: 'burn', to: caller, liquidity: '0' },
      { op: 'swap', to: caller, amount0Out: '1', amount1Out: '0' },
      { op: 'skim', to: caller },
      { op: 'sync' },
    ]);
    return random.pick([
      { ...swap, amount0In: '1000' },
      { ...swap, amount0Out: `${reserve0}`, amount1In: '1000' },
      { ...swap, amount1Out: `${reserve1 + this.amount()}`, amount0In: '1000' },
      { ...swap, amount0Out: '1' },
      { ...swap, amount0Out: '1', to: this.pair.actors.token0, amount1In: `${this.amount()}` },
      { ...swap, amount1Out: '1', to: this.pair.actors.token1, amount0In: `${this.amount()}` },
      { ...swap, amount0Out: '1', amount1In: `${1n << 113n}` },
      { ...swap, amount0Out: '1', amount1In: `${1n << 251n}` },
      { ...swap, amount0Out: '1', callback0: '0', callback1: '1', reenter },
      { op: 'mint', caller, to: caller, amount0In: '0', amount1In: '0' },
      { op: 'mint', caller, to: caller, amount0In: `${this.amount()}`, amount1In: '0' },
      { op: 'mint', caller, to: caller, amount0In: `${1n << 113n}`, amount1In: `${1n << 113n}` },
      { op: 'mint', caller, to: caller, amount0In: `${1n << 250n}`, amount1In: `${1n << 250n}` },
      { op: 'burn', caller, to: caller, liquidity: '0' },
      { op: 'burn', caller: holder, to: holder, liquidity: `${whole + 1n}` },
      { op: 'transfer', caller: holder, to: caller, liquidity: `${whole + this.amount()}` },
      { op: 'setFeeTo', caller: this.actors[1], to: caller },
    ]);
  }
}

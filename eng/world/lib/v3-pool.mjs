// A real Uniswap V3 pool on the local node: performs operations and records what they did.
import { Interface, solidityPackedKeccak256 } from 'ethers';
import { Actors } from './actors.mjs';
import { ownContracts, publishedContract } from './contracts.mjs';
import { revertReason } from './reverts.mjs';

const factoryInterface = new Interface(publishedContract('v3Factory').abi);
const poolInterface = new Interface(publishedContract('v3Pool').abi);
const lensInterface = new Interface(ownContracts().PoolLens.abi);
const readSelector = lensInterface.getFunction('read').selector;
const results = {
  mint: ['amount0', 'amount1'],
  burn: ['amount0', 'amount1'],
  collect: ['amount0', 'amount1'],
  swap: ['amount0', 'amount1'],
  collectProtocol: ['amount0', 'amount1'],
};

/** The calls that an operation stands for; every numeric argument is a decimal string. */
const encoders = {
  initialize: (p, o) => [p.address, poolInterface.encodeFunctionData('initialize', [o.sqrtPriceX96])],
  mint: (p, o) => [p.address, poolInterface.encodeFunctionData('mint', [o.owner, o.tickLower, o.tickUpper, o.liquidity, plan(p, o)])],
  burn: (p, o) => [p.address, poolInterface.encodeFunctionData('burn', [o.tickLower, o.tickUpper, o.liquidity])],
  collect: (p, o) => [p.address, poolInterface.encodeFunctionData('collect', [o.recipient, o.tickLower, o.tickUpper, o.amount0, o.amount1])],
  swap: (p, o) => [
    p.address,
    poolInterface.encodeFunctionData('swap', [o.recipient, o.zeroForOne, o.amountSpecified, o.sqrtPriceLimitX96, plan(p, o)]),
  ],
  flash: (p, o) => [p.address, poolInterface.encodeFunctionData('flash', [o.recipient, o.amount0, o.amount1, plan(p, o, o.amount0, o.amount1)])],
  setFeeProtocol: (p, o) => [p.address, poolInterface.encodeFunctionData('setFeeProtocol', [o.feeProtocol0, o.feeProtocol1])],
  collectProtocol: (p, o) => [p.address, poolInterface.encodeFunctionData('collectProtocol', [o.recipient, o.amount0, o.amount1])],
  donate: (p, o) => [o.token === 0 ? p.actors.token0 : p.actors.token1, Actors.transfer(p.address, o.amount)],
};

function plan(pool, operation, lent0 = 0n, lent1 = 0n) {
  const extra0 = BigInt(lent0) + BigInt(operation.extra0 ?? 0);
  const extra1 = BigInt(lent1) + BigInt(operation.extra1 ?? 0);
  return operation.reenter ? Actors.plan(extra0, extra1, ...encoders[operation.reenter.op](pool, operation.reenter)) : Actors.plan(extra0, extra1);
}

const plain = (value) => (typeof value === 'bigint' ? value.toString() : value);

const poolWords = 11;
const tickWords = 5;
const positionWords = 5;

const unsigned = (word) => BigInt(`0x${word}`).toString();
const signed = (word) => BigInt.asIntN(256, BigInt(`0x${word}`)).toString();
const flag = (word) => BigInt(`0x${word}`) !== 0n;
const encoded = (value) => BigInt.asUintN(256, BigInt(value)).toString(16).padStart(64, '0');

function poolState(words) {
  const feeProtocol = Number(unsigned(words[2]));
  return {
    sqrtPriceX96: unsigned(words[0]),
    tick: Number(signed(words[1])),
    feeProtocol0: feeProtocol % 16,
    feeProtocol1: feeProtocol >> 4,
    unlocked: flag(words[3]),
    liquidity: unsigned(words[4]),
    feeGrowthGlobal0X128: unsigned(words[5]),
    feeGrowthGlobal1X128: unsigned(words[6]),
    protocolFees0: unsigned(words[7]),
    protocolFees1: unsigned(words[8]),
    balance0: unsigned(words[9]),
    balance1: unsigned(words[10]),
  };
}

const tickState = (words) => ({
  liquidityGross: unsigned(words[0]),
  liquidityNet: signed(words[1]),
  feeGrowthOutside0X128: unsigned(words[2]),
  feeGrowthOutside1X128: unsigned(words[3]),
  initialized: flag(words[4]),
});

const positionState = (words) => ({
  liquidity: unsigned(words[0]),
  feeGrowthInside0LastX128: unsigned(words[1]),
  feeGrowthInside1LastX128: unsigned(words[2]),
  tokensOwed0: unsigned(words[3]),
  tokensOwed1: unsigned(words[4]),
});

export class V3Pool {
  #node;
  #lens;
  #step = 0;

  /** What is watched, by its identity; `known` is its state as of the last step. */
  ticks = new Map();
  positions = new Map();
  words = new Map();

  /** The position manager, where a world has one. */
  manager;

  /** Every log of the pool, as the node tells it. */
  logs = [];

  static async deploy(node, { fee, tickSpacing, actorCount }) {
    const pool = new V3Pool();
    await pool.#deploy(node, fee, tickSpacing, actorCount);
    return pool;
  }

  async #deploy(node, fee, tickSpacing, actorCount) {
    this.#node = node;
    this.fee = fee;
    this.actors = await Actors.deploy(node, actorCount);
    this.owner = this.actors.addresses[0];
    this.#lens = await node.deploy(ownContracts().PoolLens.bytecode);
    this.factory = await node.deploy(publishedContract('v3Factory').bytecode);
    this.tickSpacing = await this.#enable(fee, tickSpacing);
    const { token0, token1 } = this.actors;
    await node.send(this.factory, factoryInterface.encodeFunctionData('createPool', [token0, token1, fee]));
    [this.address] = await this.#readFactory('getPool', [token0, token1, fee]);
    this.address = this.address.toLowerCase();
    await node.send(this.factory, factoryInterface.encodeFunctionData('setOwner', [this.owner]));
    this.maxLiquidityPerTick = BigInt(await node.call(this.address, poolInterface.encodeFunctionData('maxLiquidityPerTick')));
    await this.#snapshot();
  }

  async #enable(fee, tickSpacing) {
    const [enabled] = await this.#readFactory('feeAmountTickSpacing', [fee]);
    if (enabled === 0n) {
      await this.#node.send(this.factory, factoryInterface.encodeFunctionData('enableFeeAmount', [fee, tickSpacing]));
      return tickSpacing;
    }
    if (tickSpacing !== undefined && tickSpacing !== Number(enabled)) {
      throw new Error(`The factory ties a fee of ${fee} to a tick spacing of ${enabled}, not ${tickSpacing}.`);
    }
    return Number(enabled);
  }

  async #readFactory(method, args) {
    const data = await this.#node.call(this.factory, factoryInterface.encodeFunctionData(method, args));
    return factoryInterface.decodeFunctionResult(method, data);
  }

  /** The first line of a recorded world. */
  header(parameters) {
    const { addresses, token0, token1 } = this.actors;
    return {
      world: 'uniswap-v3',
      ...parameters,
      fee: this.fee,
      tickSpacing: this.tickSpacing,
      maxLiquidityPerTick: this.maxLiquidityPerTick.toString(),
      pool: this.address,
      factory: this.factory,
      token0,
      token1,
      owner: this.owner,
      actors: addresses,
    };
  }

  /** The prices of ticks, from the published library. */
  async sqrtRatios(ticks) {
    const data = await this.#node.call(this.#lens, lensInterface.encodeFunctionData('sqrtRatiosAtTicks', [ticks]));
    return lensInterface.decodeFunctionResult('sqrtRatiosAtTicks', data)[0];
  }

  /** Performs one operation and tells everything about it: arguments, outcome, events, state afterwards. */
  async perform(operation, seconds = 12) {
    const calls = [this.manager?.encode(operation) ?? encoders[operation.op](this, operation)];
    this.#watch(operation);
    const record = { step: ++this.#step, ...operation, ok: true };
    let output;
    try {
      output = await this.actors.simulate(operation.caller, calls);
    } catch (error) {
      record.ok = false;
      record.revert = revertReason(error);
    }
    if (record.ok) {
      const receipt = await this.actors.perform(operation.caller, calls, seconds);
      record.block = Number(receipt.blockNumber);
      record.time = this.#node.timestamp;
      record.gas = Number(receipt.gasUsed);
      record.returns = this.manager?.encode(operation) ? this.manager.decode(operation, output) : this.#decodeResult(operation.op, output);
      record.events = this.#collectLogs(receipt);
    }
    Object.assign(record, await this.#snapshot());
    return record;
  }

  #decodeResult(op, output) {
    const names = results[op];
    if (!names) {
      return {};
    }
    const values = poolInterface.decodeFunctionResult(op, output);
    return Object.fromEntries(names.map((name, i) => [name, values[i].toString()]));
  }

  #collectLogs(receipt) {
    const logs = receipt.logs.filter((log) => log.address === this.address);
    this.logs.push(...logs);
    return logs.map((log) => {
      const { name, fragment, args } = poolInterface.parseLog(log);
      const named = fragment.inputs.map((input, i) => [input.name, typeof args[i] === 'string' ? args[i].toLowerCase() : plain(args[i])]);
      return { event: name, ...Object.fromEntries(named), logIndex: Number(log.logIndex), topics: log.topics, data: log.data };
    });
  }

  #watch(operation) {
    const { tickLower, tickUpper } = operation;
    if (tickLower === undefined) {
      return;
    }
    for (const tick of [tickLower, tickUpper]) {
      observe(this.ticks, tick, { tick }, encoded(tick));
      const word = Math.floor(tick / this.tickSpacing) >> 8;
      observe(this.words, word, { word }, encoded(word));
    }
    const owner = operation.owner ?? operation.caller;
    const id = `${owner},${tickLower},${tickUpper}`;
    if (!this.positions.has(id)) {
      const key = solidityPackedKeccak256(['address', 'int24', 'int24'], [owner, tickLower, tickUpper]);
      observe(this.positions, id, { owner, tickLower, tickUpper }, key.slice(2));
    }
  }

  /** Reads the whole state and tells the pool's part of it and what else changed. */
  async #snapshot() {
    const lists = [this.ticks, this.positions, this.words].map((map) => [...map.values()]);
    const words = await this.#readLens(lists.map((list) => list.map((item) => item.word)));
    this.state = poolState(words.splice(0, poolWords));
    const [ticks, positions, bitmap] = lists;
    return {
      state: this.state,
      ticks: renew(ticks, words.splice(0, tickWords * ticks.length), tickWords, tickState),
      positions: renew(positions, words.splice(0, positionWords * positions.length), positionWords, positionState),
      words: renew(bitmap, words, 1, ([bits]) => ({ bits: unsigned(bits) })),
    };
  }

  /** Calls the lens with words that are encoded already: the general encoder would take most of a walk's time. */
  async #readLens(arrays) {
    let offset = 32 * 4;
    const heads = arrays.map((array) => {
      const head = encoded(offset);
      offset += 32 * (1 + array.length);
      return head;
    });
    const tails = arrays.flatMap((array) => [encoded(array.length), ...array]);
    const query = [readSelector, encoded(this.address), ...heads, ...tails].join('');
    const data = await this.#node.call(this.#lens, query);
    const count = Number(unsigned(data.slice(66, 130)));
    return Array.from({ length: count }, (_, i) => data.slice(130 + 64 * i, 194 + 64 * i));
  }
}

/** Adds something to watch; `word` is its name as the lens takes it. */
function observe(map, key, identity, word) {
  if (!map.has(key)) {
    map.set(key, { word, identity, raw: '', known: identity });
  }
}

/** Takes over what was read and returns what differs from before. */
function renew(items, words, size, decode) {
  return items.flatMap((item, i) => {
    const own = words.slice(i * size, (i + 1) * size);
    const raw = own.join('');
    if (raw === item.raw) {
      return [];
    }
    item.raw = raw;
    item.known = { ...item.identity, ...decode(own) };
    return [item.known];
  });
}

// A real Uniswap V2 pair on the local node: performs operations and records what they did.
import { Interface } from 'ethers';
import { Actors, noTarget } from './actors.mjs';
import { ownContracts, publishedContract } from './contracts.mjs';
import { revertReason } from './reverts.mjs';

const factoryInterface = new Interface(publishedContract('v2Factory').abi);
const pairInterface = new Interface(publishedContract('v2Pair').abi);
const lensInterface = new Interface(ownContracts().PairLens.abi);
const results = { mint: ['liquidity'], burn: ['amount0', 'amount1'] };

const pairCall = (pair, method, ...args) => [pair.address, pairInterface.encodeFunctionData(method, args)];

/** The transfers that go before a call to the pair, in the same transaction. */
function sends(pair, operation) {
  const { token0, token1 } = pair.actors;
  return [[token0, operation.amount0In], [token1, operation.amount1In]]
    .filter(([, amount]) => BigInt(amount ?? 0) > 0n)
    .map(([token, amount]) => [token, Actors.transfer(pair.address, amount)]);
}

function callback(pair, operation) {
  if (operation.callback0 === undefined) {
    return '0x';
  }
  const reenter = operation.reenter ? encoders[operation.reenter.op](pair, operation.reenter).at(-1) : [noTarget, '0x'];
  return Actors.plan(BigInt(operation.callback0), BigInt(operation.callback1), ...reenter);
}

/** The calls that an operation stands for, in order, in one transaction; every numeric argument is a decimal string. */
const encoders = {
  mint: (p, o) => [...sends(p, o), pairCall(p, 'mint', o.to)],
  burn: (p, o) => [...(o.liquidity === '0' ? [] : [pairCall(p, 'transfer', p.address, o.liquidity)]), pairCall(p, 'burn', o.to)],
  swap: (p, o) => [...sends(p, o), pairCall(p, 'swap', o.amount0Out, o.amount1Out, o.to, callback(p, o))],
  transfer: (p, o) => [pairCall(p, 'transfer', o.to, o.liquidity)],
  skim: (p, o) => [pairCall(p, 'skim', o.to)],
  sync: (p) => [pairCall(p, 'sync')],
  donate: (p, o) => sends(p, o),
  setFeeTo: (p, o) => [[p.factory, factoryInterface.encodeFunctionData('setFeeTo', [o.to])]],
};

export class V2Pair {
  #node;
  #lens;
  #step = 0;

  /** Every log of the pair, as the node tells it. */
  logs = [];

  static async deploy(node, actorCount) {
    const pair = new V2Pair();
    await pair.#deploy(node, actorCount);
    return pair;
  }

  async #deploy(node, actorCount) {
    this.#node = node;
    this.actors = await Actors.deploy(node, actorCount);
    [this.feeToSetter] = this.actors.addresses;
    this.#lens = await node.deploy(ownContracts().PairLens.bytecode);
    const { bytecode } = publishedContract('v2Factory');
    this.factory = await node.deploy(bytecode + factoryInterface.encodeDeploy([this.feeToSetter]).slice(2));
    const { token0, token1 } = this.actors;
    await node.send(this.factory, factoryInterface.encodeFunctionData('createPair', [token0, token1]));
    const data = await node.call(this.factory, factoryInterface.encodeFunctionData('getPair', [token0, token1]));
    this.address = factoryInterface.decodeFunctionResult('getPair', data)[0].toLowerCase();
    this.holders = [noTarget, this.address, ...this.actors.addresses];
    await this.#snapshot();
  }

  /** The first line of a recorded world. */
  header(parameters) {
    const { addresses, token0, token1 } = this.actors;
    return { world: 'uniswap-v2', ...parameters, pair: this.address, factory: this.factory, token0, token1, feeToSetter: this.feeToSetter, actors: addresses };
  }

  /** Performs one operation and tells everything about it: arguments, outcome, events, state afterwards. */
  async perform(operation, seconds = 12) {
    const calls = encoders[operation.op](this, operation);
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
      record.returns = this.#decodeResult(operation.op, output);
      record.events = this.#collectLogs(receipt);
    }
    record.state = await this.#snapshot();
    return record;
  }

  #decodeResult(op, output) {
    const names = results[op] ?? [];
    const values = names.length > 0 ? pairInterface.decodeFunctionResult(op, output) : [];
    return Object.fromEntries(names.map((name, i) => [name, values[i].toString()]));
  }

  #collectLogs(receipt) {
    const logs = receipt.logs.filter((log) => log.address === this.address);
    this.logs.push(...logs);
    return logs.map((log) => {
      const { name, fragment, args } = pairInterface.parseLog(log);
      const named = fragment.inputs.map((input, i) => [input.name, String(args[i]).toLowerCase()]);
      return { event: name, ...Object.fromEntries(named), logIndex: Number(log.logIndex), topics: log.topics, data: log.data };
    });
  }

  async #snapshot() {
    const data = await this.#node.call(this.#lens, lensInterface.encodeFunctionData('read', [this.address, this.holders]));
    const [pair, accounts] = lensInterface.decodeFunctionResult('read', data);
    const names = ['reserve0', 'reserve1', 'balance0', 'balance1', 'totalSupply', 'kLast', 'price0CumulativeLast', 'price1CumulativeLast'];
    this.state = {
      ...Object.fromEntries(names.map((name) => [name, pair[name].toString()])),
      feeTo: pair.feeTo.toLowerCase(),
      liquidity: Object.fromEntries(this.holders.map((holder, i) => [holder, accounts[i].liquidity.toString()])),
      token0: Object.fromEntries(this.actors.addresses.map((actor, i) => [actor, accounts[i + 2].token0.toString()])),
      token1: Object.fromEntries(this.actors.addresses.map((actor, i) => [actor, accounts[i + 2].token1.toString()])),
    };
    return this.state;
  }
}

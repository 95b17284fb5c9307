// The published NonfungiblePositionManager over a pool: the positions that people see as tokens.
import { AbiCoder, Interface } from 'ethers';
import { Actors } from './actors.mjs';
import { publishedContract } from './contracts.mjs';

const contract = publishedContract('v3Manager');
const managerInterface = new Interface(contract.abi);
const coder = AbiCoder.defaultAbiCoder();
const never = (1n << 256n) - 1n;
const maxUint128 = (1n << 128n) - 1n;
const stateFields = ['liquidity', 'feeGrowthInside0LastX128', 'feeGrowthInside1LastX128', 'tokensOwed0', 'tokensOwed1'];

const parameters = {
  mintToken: (m, o) => ['mint', [m.pool.actors.token0, m.pool.actors.token1, m.pool.fee, o.tickLower, o.tickUpper, o.amount0, o.amount1, 0, 0, o.caller, never]],
  increaseLiquidity: (m, o) => ['increaseLiquidity', [o.tokenId, o.amount0, o.amount1, 0, 0, never]],
  decreaseLiquidity: (m, o) => ['decreaseLiquidity', [o.tokenId, o.liquidity, 0, 0, never]],
  collectToken: (m, o) => ['collect', [o.tokenId, o.caller, o.amount0, o.amount1]],
};

export class V3Manager {
  #node;

  /** What each token is: its holder, its ticks, and its liquidity as of the last step. */
  tokens = new Map();

  static async deploy(node, pool) {
    const manager = new V3Manager();
    manager.#node = node;
    manager.pool = pool;
    // No wrapped coin and no pictures: neither plays a part in positions of two plain tokens.
    const parameters = coder.encode(['address', 'address', 'address'], [pool.factory, pool.factory, pool.factory]);
    manager.address = (await node.deploy(contract.bytecode + parameters.slice(2))).toLowerCase();
    for (const actor of pool.actors.addresses) {
      const approve = Actors.tokenInterface.encodeFunctionData('approve', [manager.address, never]);
      await pool.actors.perform(actor, [pool.actors.token0, pool.actors.token1].map((token) => [token, approve]));
    }
    return manager;
  }

  /** The call that an operation stands for; nothing where it is not one of the manager's. */
  encode(operation) {
    if (!parameters[operation.op]) {
      return undefined;
    }
    const [name, fields] = parameters[operation.op](this, operation);
    return [this.address, managerInterface.encodeFunctionData(name, [fields])];
  }

  /** What an operation of the manager returned, by name. */
  decode(operation, output) {
    const [name] = parameters[operation.op](this, operation);
    const values = managerInterface.decodeFunctionResult(name, output);
    return Object.fromEntries(managerInterface.getFunction(name).outputs.map((field, i) => [field.name, values[i].toString()]));
  }

  /** The manager's own record of a token. */
  async read(tokenId) {
    const data = await this.#node.call(this.address, managerInterface.encodeFunctionData('positions', [tokenId]));
    const values = managerInterface.decodeFunctionResult('positions', data);
    return { tokenId, ...Object.fromEntries(stateFields.map((field) => [field, values[field].toString()])) };
  }

  /** What the holder of a token would be paid now; nothing is changed. */
  async available(tokenId) {
    const { caller } = this.tokens.get(tokenId);
    const operation = { op: 'collectToken', caller, tokenId, amount0: `${maxUint128}`, amount1: `${maxUint128}` };
    return { tokenId, ...this.decode(operation, await this.pool.actors.simulate(caller, [this.encode(operation)])) };
  }

  /** Performs an operation and adds to its record what the manager says of the token. */
  async perform(operation, seconds) {
    const record = await this.pool.perform(operation, seconds);
    if (!record.ok || !parameters[operation.op]) {
      return record;
    }
    const tokenId = operation.tokenId ?? record.returns.tokenId;
    record.token = await this.read(tokenId);
    const { caller, tickLower, tickUpper } = operation;
    this.tokens.set(tokenId, { tokenId, caller, tickLower, tickUpper, ...record.token });
    for (const event of record.events) {
      event.tokenId = tokenId;
    }
    return record;
  }
}

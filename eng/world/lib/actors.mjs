// The participants and the two tokens, which every world has.
import { AbiCoder, Interface } from 'ethers';
import { ownContracts, publishedContract } from './contracts.mjs';

const coder = AbiCoder.defaultAbiCoder();
const supply = 1n << 255n;
export const noTarget = '0x0000000000000000000000000000000000000000';

export class Actors {
  #node;

  constructor(node, addresses, token0, token1) {
    this.#node = node;
    this.addresses = addresses;
    this.token0 = token0;
    this.token1 = token1;
  }

  static actorInterface = new Interface(ownContracts().PoolActor.abi);
  static tokenInterface = new Interface(publishedContract('token').abi);

  /** Deploys the participants and two tokens, ordered by address as the factories order them, and shares the supply out. */
  static async deploy(node, count) {
    const addresses = [];
    for (let i = 0; i < count; i++) {
      addresses.push(await node.deploy(ownContracts().PoolActor.bytecode));
    }
    const tokens = [];
    for (const name of ['Token A', 'Token B']) {
      const { bytecode } = publishedContract('token');
      const parameters = coder.encode(['string', 'string', 'uint256', 'address'], [name, name.at(-1), supply, node.account]);
      tokens.push(await node.deploy(bytecode + parameters.slice(2)));
    }
    tokens.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    for (const token of tokens) {
      for (const address of addresses) {
        await node.send(token, Actors.transfer(address, supply / BigInt(count)));
      }
    }
    return new Actors(node, addresses, ...tokens);
  }

  static transfer(to, amount) {
    return Actors.tokenInterface.encodeFunctionData('transfer', [to, amount]);
  }

  /** Callback data: pay what is owed plus these differences, after calling back into a target if one is given. */
  static plan(extra0 = 0n, extra1 = 0n, reenterTarget = noTarget, reenterCall = '0x') {
    return coder.encode(['tuple(int256,int256,address,bytes)'], [[extra0, extra1, reenterTarget, reenterCall]]);
  }

  /** What the calls, made by the participant in one transaction, would return; the last one's return data. */
  async simulate(actor, calls) {
    const result = await this.#node.call(actor, this.#encode(calls));
    return Actors.actorInterface.decodeFunctionResult('perform', result)[0];
  }

  /** Makes the calls as the participant in one transaction. */
  perform(actor, calls, seconds) {
    return this.#node.send(actor, this.#encode(calls), seconds);
  }

  #encode(calls) {
    return Actors.actorInterface.encodeFunctionData('perform', [calls.map(([target]) => target), calls.map(([, data]) => data)]);
  }
}

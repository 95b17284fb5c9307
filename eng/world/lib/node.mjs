// A local chain of our own: started on a free port, driven over JSON-RPC, stopped on every way out.
import { spawn } from 'node:child_process';
import { request, Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';

const require = createRequire(import.meta.url);
const genesisTimestamp = 1_700_000_000;
const gasLimit = 10_000_000_000;

/** The packaged node where there is a package for this platform, else the one on the path. */
function executable() {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return join(dirname(require.resolve('@foundry-rs/anvil-linux-amd64/package.json')), 'bin', 'anvil');
  }
  return 'anvil';
}

/** A revert or another failure that the node answered with. */
export class RpcError extends Error {
  constructor(method, error) {
    super(`${method}: ${error.message}`);
    this.data = typeof error.data === 'string' ? error.data : undefined;
  }
}

export class LocalNode {
  #child;
  #port;
  #id = 0;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #nonce = 0;
  #timestamp = genesisTimestamp;
  #stop = () => this.#child.kill('SIGKILL');

  static async start() {
    const node = new LocalNode();
    await node.#launch();
    return node;
  }

  /** The account that signs every transaction. */
  account;

  /** The time of the last block. */
  get timestamp() {
    return this.#timestamp;
  }

  async #launch() {
    const options = {
      port: 0,
      timestamp: genesisTimestamp,
      accounts: 1,
      balance: 1_000_000_000,
      'gas-limit': gasLimit,
      'gas-price': 0,
      'block-base-fee-per-gas': 0,
      'chain-id': 31337,
      // The contracts were compiled for chains before the merge; it also makes the block hashes depend on the blocks alone.
      hardfork: 'london',
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#child = spawn(executable(), [...args, '--disable-code-size-limit'], { stdio: ['ignore', 'pipe', 'pipe'] });
    process.once('exit', this.#stop);
    this.#port = await this.#listeningPort();
    [this.account] = await this.rpc('eth_accounts');
  }

  #listeningPort() {
    return new Promise((resolve, reject) => {
      let text = '';
      const read = (chunk) => {
        text = (text + chunk).slice(-20_000);
        const match = /Listening on \S+:(\d+)/.exec(text);
        if (match) {
          resolve(Number(match[1]));
        }
      };
      this.#child.stdout.on('data', read);
      this.#child.stderr.on('data', read);
      this.#child.once('error', reject);
      this.#child.once('exit', (code) => reject(new Error(`The local node ended with code ${code}:\n${text}`)));
    });
  }

  async stop() {
    process.removeListener('exit', this.#stop);
    this.#agent.destroy();
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#stop();
    await ended;
  }

  rpc(method, ...params) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: ++this.#id, method, params });
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          method: 'POST',
          agent: this.#agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const answer = JSON.parse(Buffer.concat(chunks).toString('utf8'));
            answer.error ? reject(new RpcError(method, answer.error)) : resolve(answer.result);
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  /** The answer of a read-only call. */
  call(to, data) {
    return this.rpc('eth_call', { from: this.account, to, data, gas: `0x${(gasLimit / 10).toString(16)}`, gasPrice: '0x0' }, 'latest');
  }

  /** Sends a transaction in a block of its own, so many seconds after the last one, and returns its receipt; fails if it reverts. */
  async send(to, data, seconds = 12) {
    this.#timestamp += seconds;
    await this.rpc('evm_setNextBlockTimestamp', this.#timestamp);
    const receipt = await this.rpc('eth_sendTransactionSync', {
      from: this.account,
      to,
      data,
      nonce: `0x${(this.#nonce++).toString(16)}`,
      gas: `0x${(gasLimit / 10).toString(16)}`,
      gasPrice: '0x0',
    });
    if (receipt.status !== '0x1') {
      throw new Error(`Transaction ${receipt.transactionHash} failed although its simulation succeeded.`);
    }
    return receipt;
  }

  async deploy(bytecode) {
    return (await this.send(undefined, bytecode)).contractAddress;
  }
}

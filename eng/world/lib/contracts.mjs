// Where the bytecode comes from: the canonical contracts from their published packages, our own compiled here.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sourceDirectory = join(root, 'contracts');
const cacheDirectory = join(root, 'node_modules', '.cache', 'tidemark-world');

const published = {
  v3Factory: '@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json',
  v3Pool: '@uniswap/v3-core/artifacts/contracts/UniswapV3Pool.sol/UniswapV3Pool.json',
  v3Manager: '@uniswap/v3-periphery/artifacts/contracts/NonfungiblePositionManager.sol/NonfungiblePositionManager.json',
  v2Factory: '@uniswap/v2-core/build/UniswapV2Factory.json',
  v2Pair: '@uniswap/v2-core/build/UniswapV2Pair.json',
  token: '@openzeppelin/contracts/build/contracts/ERC20PresetFixedSupply.json',
};

/** The ABI and creation bytecode of a published contract. */
export function publishedContract(name) {
  const artifact = JSON.parse(readFileSync(require.resolve(published[name]), 'utf8'));
  const bytecode = artifact.bytecode?.object ?? artifact.bytecode ?? artifact.evm.bytecode.object;
  return { abi: artifact.abi, bytecode: bytecode.startsWith('0x') ? bytecode : `0x${bytecode}` };
}

/** The ABI and creation bytecode of our own contracts, by name; compiled once per version of their sources. */
export function ownContracts() {
  const names = readdirSync(sourceDirectory).filter((name) => name.endsWith('.sol')).sort();
  const sources = Object.fromEntries(names.map((name) => [name, { content: readFileSync(join(sourceDirectory, name), 'utf8') }]));
  const input = JSON.stringify({
    language: 'Solidity',
    sources,
    settings: {
      optimizer: { enabled: true, runs: 200 },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  });
  const key = createHash('sha256').update(input).update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const cached = join(cacheDirectory, `${key}.json`);
  if (existsSync(cached)) {
    return JSON.parse(readFileSync(cached, 'utf8'));
  }

  const contracts = compile(input, names);
  mkdirSync(cacheDirectory, { recursive: true });
  const partial = `${cached}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(contracts));
  renameSync(partial, cached);
  return contracts;
}

function compile(input, names) {
  // The compiler leaves its handlers behind, which would turn any later failure into its own.
  const before = ['uncaughtException', 'unhandledRejection'].map((name) => [name, process.listeners(name)]);
  const solc = require('solc');
  for (const [name, listeners] of before) {
    process.listeners(name).filter((listener) => !listeners.includes(listener)).forEach((listener) => process.removeListener(name, listener));
  }

  const output = JSON.parse(solc.compile(input, { import: (path) => ({ contents: readFileSync(require.resolve(path), 'utf8') }) }));
  const errors = (output.errors ?? []).filter((error) => error.severity === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
  }

  return Object.fromEntries(
    names.map((file) => {
      const name = file.replace('.sol', '');
      const contract = output.contracts[file][name];
      return [name, { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` }];
    }),
  );
}

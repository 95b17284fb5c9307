// Records worlds: the canonical contracts on a local node, driven by a seeded walk.
//   node generate.mjs v3 --seed 1 --fee 3000 [--tick-spacing 60] [--start middle|low|high] --steps 400 --out DIR
//   node generate.mjs manager --seed 1 [--fee 3000] --steps 300 --out DIR
//   node generate.mjs v2 --seed 1 [--scale tiny|usual|huge] --steps 300 --out DIR
//   node generate.mjs twins --seed 1 [--fee 3000] --lower=-600 --upper=600 --liquidity N --steps 150 --out DIR
//   node generate.mjs sample --seed 7 --out DIR
import { parseArgs } from 'node:util';
import { LocalNode } from './lib/node.mjs';
import { Random } from './lib/random.mjs';
import { jsonLines, logDump, v2Tape, v3ManagerTape, v3Tape, writeFiles } from './lib/tape.mjs';
import { V2Pair } from './lib/v2-pair.mjs';
import { V2Walk } from './lib/v2-walk.mjs';
import { V3Manager } from './lib/v3-manager.mjs';
import { V3ManagerWalk } from './lib/v3-manager-walk.mjs';
import { V3Pool } from './lib/v3-pool.mjs';
import { V3Sample } from './lib/v3-sample.mjs';
import { V3Twins } from './lib/v3-twins.mjs';
import { V3Walk } from './lib/v3-walk.mjs';

const text = { type: 'string' };
const worlds = {
  v3: { make: v3, options: { seed: text, fee: text, 'tick-spacing': text, start: text, steps: text, out: text } },
  manager: { make: manager, options: { seed: text, fee: text, steps: text, out: text } },
  v2: { make: v2, options: { seed: text, scale: text, steps: text, out: text } },
  twins: { make: twins, options: { seed: text, fee: text, lower: text, upper: text, liquidity: text, steps: text, out: text } },
  sample: { make: sample, options: { seed: text, out: text } },
};

function integer(options, name, fallback) {
  const value = options[name] ?? fallback;
  if (value === undefined || !/^\d+$/.test(value)) {
    throw new Error(`--${name} needs a whole number, not '${value ?? ''}'.`);
  }
  return Number(value);
}

function choice(options, name, choices) {
  const value = options[name] ?? choices[0];
  if (!choices.includes(value)) {
    throw new Error(`--${name} is one of ${choices.join(', ')}, not '${value}'.`);
  }
  return value;
}

async function v3(node, options) {
  const seed = integer(options, 'seed');
  const start = choice(options, 'start', ['middle', 'low', 'high']);
  const pool = await V3Pool.deploy(node, {
    fee: integer(options, 'fee', '3000'),
    tickSpacing: options['tick-spacing'] === undefined ? undefined : integer(options, 'tick-spacing'),
    actorCount: 4,
  });
  const random = new Random(seed);
  const walk = new V3Walk(pool, random, start);
  const records = [];
  for (const operation of await walk.opening()) {
    records.push(await pool.perform(operation));
  }
  const steps = integer(options, 'steps', '400');
  while (records.length < steps) {
    records.push(await pool.perform(await walk.next(), random.int(1, 600)));
  }
  return { 'world.jsonl': jsonLines([pool.header({ seed, start }), ...records]), 'tape.csv': v3Tape(records, pool.logs), 'logs.json': logDump(pool.logs) };
}

async function manager(node, options) {
  const seed = integer(options, 'seed');
  const pool = await V3Pool.deploy(node, { fee: integer(options, 'fee', '3000'), actorCount: 3 });
  pool.manager = await V3Manager.deploy(node, pool);
  const random = new Random(seed);
  const walk = new V3ManagerWalk(pool, pool.manager, random);
  const records = [];
  for (const operation of await walk.opening()) {
    records.push(await pool.manager.perform(operation));
  }
  const steps = integer(options, 'steps', '300');
  while (records.length < steps) {
    records.push(await pool.manager.perform(await walk.next(), random.int(1, 600)));
  }
  const available = [];
  for (const tokenId of pool.manager.tokens.keys()) {
    available.push(await pool.manager.available(tokenId));
  }
  const header = { ...pool.header({ seed }), manager: pool.manager.address, available };
  return { 'world.jsonl': jsonLines([header, ...records]), 'tape.csv': v3ManagerTape(records, pool.logs) };
}

// The tape is of the pool without the position, the record of its twin with it.
async function twins(node, options) {
  const seed = integer(options, 'seed');
  const range = [Number(options.lower), Number(options.upper)];
  const deploy = () => V3Pool.deploy(node, { fee: integer(options, 'fee', '3000'), actorCount: V3Twins.actorCount });
  const [without, twin] = [await deploy(), await deploy()];
  const life = new V3Twins(without, new Random(seed));
  const [records, twinRecords] = [[], []];
  const perform = async (pool, list, operation) => {
    const record = await pool.perform(operation);
    if (!record.ok) {
      throw new Error(`A twin refuses step ${record.step} (${record.revert}): ${JSON.stringify(operation)}`);
    }
    list.push(record);
  };
  const both = async (operation) => {
    await perform(without, records, operation);
    await perform(twin, twinRecords, life.inTwin(operation, twin));
  };
  const alone = (operation) => perform(twin, twinRecords, life.inTwin(operation, twin));
  const [beginning, ...liquidity] = life.opening();
  await both(beginning);
  await alone(life.visit(...range, options.liquidity));
  for (const operation of liquidity) {
    await both(operation);
  }
  const steps = integer(options, 'steps', '150');
  while (records.length < steps) {
    await both(await life.next());
  }
  for (const operation of life.leave(...range)) {
    await alone(operation);
  }
  return { 'world.jsonl': jsonLines([twin.header({ seed }), ...twinRecords]), 'tape.csv': v3Tape(records, without.logs) };
}

async function v2(node, options) {
  const seed = integer(options, 'seed');
  const scale = choice(options, 'scale', ['usual', 'tiny', 'huge']);
  const pair = await V2Pair.deploy(node, 4);
  const random = new Random(seed);
  const walk = new V2Walk(pair, random, scale);
  const records = [];
  for (const operation of walk.opening()) {
    records.push(await pair.perform(operation));
  }
  const steps = integer(options, 'steps', '300');
  while (records.length < steps) {
    records.push(await pair.perform(walk.next(), random.int(1, 600)));
  }
  return { 'world.jsonl': jsonLines([pair.header({ seed, scale }), ...records]), 'tape.csv': v2Tape(records, pair.logs), 'logs.json': logDump(pair.logs) };
}

async function sample(node, options) {
  const pool = await V3Pool.deploy(node, { fee: 3000, actorCount: V3Sample.actorCount });
  const random = new Random(integer(options, 'seed'));
  const life = new V3Sample(pool, random);
  const records = [];
  const perform = async (operation) => {
    const record = await pool.perform(operation, 12 * random.int(1, 360));
    if (!record.ok) {
      throw new Error(`The sample's step ${record.step} was refused (${record.revert}): ${JSON.stringify(operation)}`);
    }
    records.push(record);
  };
  for (const operation of life.opening()) {
    await perform(operation);
  }
  while (records.length < 1_000) {
    await perform(life.next());
  }
  return { 'world-v3.csv': v3Tape(records, pool.logs) };
}

const [kind, ...args] = process.argv.slice(2);
const world = worlds[kind];
if (!world) {
  throw new Error(`Name a world to make: ${Object.keys(worlds).join(', ')}.`);
}
const { values } = parseArgs({ args, options: world.options });
if (!values.out) {
  throw new Error('--out needs a directory.');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => process.exit(1));
}
const node = await LocalNode.start();
try {
  writeFiles(values.out, await world.make(node, values));
} finally {
  await node.stop();
}

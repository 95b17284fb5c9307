// Records worlds: the canonical contracts on a local node, driven by a seeded walk.
//   node generate.mjs v3 --seed 1 --fee 3000 [--tick-spacing 60] [--start middle|low|high] --steps 400 --out DIR
//   node generate.mjs v2 --seed 1 --steps 300 [--huge] --out DIR
//   node generate.mjs sample --seed 7 --out DIR
import { parseArgs } from 'node:util';
import { LocalNode } from './lib/node.mjs';
import { Random } from './lib/random.mjs';
import { jsonLines, logDump, v3Tape, writeFiles } from './lib/tape.mjs';
import { V3Pool } from './lib/v3-pool.mjs';
import { V3Walk } from './lib/v3-walk.mjs';

const text = { type: 'string' };
const worlds = {
  v3: { make: v3, options: { seed: text, fee: text, 'tick-spacing': text, start: text, steps: text, out: text } },
};

function integer(options, name, fallback) {
  const value = options[name] ?? fallback;
  if (value === undefined || !/^\d+$/.test(value)) {
    throw new Error(`--${name} needs a whole number, not '${value ?? ''}'.`);
  }
  return Number(value);
}

async function v3(node, options) {
  const seed = integer(options, 'seed');
  const start = options.start ?? 'middle';
  if (!['middle', 'low', 'high'].includes(start)) {
    throw new Error(`--start is middle, low or high, not '${start}'.`);
  }
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

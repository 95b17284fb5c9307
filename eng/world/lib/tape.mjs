// Writes what the chain emitted, in the dialects that Tidemark reads.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const v3Columns = [
  'block_number', 'block_timestamp', 'transaction_hash', 'transaction_index', 'log_index', 'event', 'sender', 'owner', 'recipient',
  'tick_lower', 'tick_upper', 'liquidity', 'amount0', 'amount1', 'sqrt_price_x96', 'pool_liquidity', 'tick',
];
const common = ['sender', 'owner', 'recipient', 'amount0', 'amount1'];
const same = (names) => Object.fromEntries(names.map((name) => [name, name]));

/** For each event of a contract: its name in a tape, and which of its fields go into which column. */
const v3Events = {
  Initialize: ['initialize', { sqrt_price_x96: 'sqrtPriceX96', tick: 'tick' }],
  Mint: ['mint', { ...same(common), tick_lower: 'tickLower', tick_upper: 'tickUpper', liquidity: 'amount' }],
  Burn: ['burn', { ...same(common), tick_lower: 'tickLower', tick_upper: 'tickUpper', liquidity: 'amount' }],
  Collect: ['collect', { ...same(common), tick_lower: 'tickLower', tick_upper: 'tickUpper' }],
  Swap: ['swap', { ...same(common), sqrt_price_x96: 'sqrtPriceX96', pool_liquidity: 'liquidity', tick: 'tick' }],
  Flash: ['flash', { ...same(common), paid0: 'paid0', paid1: 'paid1' }],
  SetFeeProtocol: ['set_fee_protocol', { amount0: 'feeProtocol0New', amount1: 'feeProtocol1New' }],
  CollectProtocol: ['collect_protocol', same(common)],
};
const v2Events = {
  Mint: ['mint', same(common)],
  Burn: ['burn', { ...same(common), recipient: 'to' }],
  Swap: ['swap', { sender: 'sender', recipient: 'to', amount0: 'amount0In', amount1: 'amount1In', amount0_out: 'amount0Out', amount1_out: 'amount1Out' }],
  Sync: ['sync', { amount0: 'reserve0', amount1: 'reserve1' }],
  Transfer: ['transfer', { owner: 'from', recipient: 'to', liquidity: 'value' }],
};

/** A V3 pool's events as CSV. */
export function v3Tape(records, logs) {
  return tape([...v3Columns, 'paid0', 'paid1'], v3Events, records, logs);
}

/** As `v3Tape`, with the manager's token of each event. */
export function v3ManagerTape(records, logs) {
  const withToken = Object.fromEntries(Object.entries(v3Events).map(([event, [name, mapping]]) => [event, [name, { ...mapping, token_id: 'tokenId' }]]));
  return tape([...v3Columns, 'paid0', 'paid1', 'token_id'], withToken, records, logs);
}

/** A V2 pair's events as CSV. */
export function v2Tape(records, logs) {
  return tape([...v3Columns, 'paid0', 'paid1', 'amount0_out', 'amount1_out'], v2Events, records, logs);
}

function tape(columns, events, records, logs) {
  const decoded = records.flatMap((record) => (record.events ?? []).map((event) => ({ ...event, time: record.time })));
  const lines = decoded.flatMap((event, i) => {
    if (!events[event.event]) {
      return [];
    }
    const [name, mapping] = events[event.event];
    const log = logs[i];
    const cells = {
      block_number: Number(log.blockNumber),
      block_timestamp: event.time,
      transaction_hash: log.transactionHash,
      transaction_index: Number(log.transactionIndex),
      log_index: Number(log.logIndex),
      event: name,
      ...Object.fromEntries(Object.entries(mapping).map(([column, field]) => [column, event[field] ?? ''])),
    };
    return [columns.map((column) => cells[column] ?? '').join(',')];
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Writes the files whole: no reader ever finds half of one. */
export function writeFiles(directory, files) {
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name);
    writeFileSync(`${path}.tmp`, content);
    renameSync(`${path}.tmp`, path);
  }
}

/** Lines of JSON, one per value. */
export const jsonLines = (values) => `${values.map((value) => JSON.stringify(value)).join('\n')}\n`;

/** A node's answer to eth_getLogs, one log a line. */
export const logDump = (logs) => `[\n${logs.map((log) => JSON.stringify(log)).join(',\n')}\n]\n`;

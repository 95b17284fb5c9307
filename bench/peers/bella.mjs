// Bella Tuner: CorePool.swap.
import { createRequire } from 'node:module'
import JSBI from 'jsbi'
import { measure } from './measure.mjs'

// The pool alone: the package's entry point would also load a database driver that no swap needs.
const { CorePool } = createRequire(import.meta.url)('@bella-defintech/uniswap-v3-simulator/dist/core/CorePool.js')

function prepare(workload) {
  const pool = new CorePool('0', '1', workload.feePips, workload.tickSpacing)
  pool.initialize(JSBI.BigInt(workload.sqrtPriceX96))
  for (const { tickLower, tickUpper, liquidity } of workload.positions) {
    pool.mint('owner', tickLower, tickUpper, JSBI.BigInt(liquidity))
  }
  return { pool, swaps: workload.swaps.map(({ zeroForOne, amountIn }) => ({ zeroForOne, amountIn: JSBI.BigInt(amountIn) })) }
}

function swapAll({ pool, swaps }) {
  const results = new Array(swaps.length)
  for (let i = 0; i < swaps.length; i++) {
    const { amount0, amount1 } = pool.swap(swaps[i].zeroForOne, swaps[i].amountIn)
    results[i] = [amount0, amount1, pool.sqrtPriceX96, pool.tickCurrent, pool.liquidity]
  }
  return results
}

await measure(prepare, swapAll, (result) => result.join(' '))

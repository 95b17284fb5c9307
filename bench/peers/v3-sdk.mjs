// Uniswap's own SDK: Pool.getOutputAmount, which returns the pool after the swap.
import JSBI from 'jsbi'
import { createRequire } from 'node:module'
import { measure } from './measure.mjs'

// The packages' CommonJS builds: their ES module builds import folders, which Node does not resolve.
const require = createRequire(import.meta.url)
const { CurrencyAmount, Token } = require('@uniswap/sdk-core')
const { Pool, TickMath } = require('@uniswap/v3-sdk')

const token0 = new Token(1, '0x0000000000000000000000000000000000000001', 6)
const token1 = new Token(1, '0x0000000000000000000000000000000000000002', 18)

function prepare(workload) {
  const gross = new Map()
  const net = new Map()
  const add = (map, tick, amount) => map.set(tick, (map.get(tick) ?? 0n) + amount)
  let active = 0n
  const tick = TickMath.getTickAtSqrtRatio(JSBI.BigInt(workload.sqrtPriceX96))
  for (const { tickLower, tickUpper, liquidity } of workload.positions) {
    const amount = BigInt(liquidity)
    add(gross, tickLower, amount)
    add(gross, tickUpper, amount)
    add(net, tickLower, amount)
    add(net, tickUpper, -amount)
    active += tickLower <= tick && tick < tickUpper ? amount : 0n
  }
  const ticks = [...gross.keys()]
    .sort((left, right) => left - right)
    .map((index) => ({ index, liquidityGross: String(gross.get(index)), liquidityNet: String(net.get(index)) }))
  const pool = new Pool(token0, token1, workload.feePips, workload.sqrtPriceX96, String(active), tick, ticks)
  return {
    pool,
    amounts: workload.swaps.map(({ zeroForOne, amountIn }) => CurrencyAmount.fromRawAmount(zeroForOne ? token0 : token1, amountIn)),
  }
}

async function swapAll({ pool, amounts }) {
  const results = new Array(amounts.length)
  for (let i = 0; i < amounts.length; i++) {
    const [amountOut, after] = await pool.getOutputAmount(amounts[i])
    results[i] = { amountIn: amounts[i], amountOut, pool: after }
    pool = after
  }
  return results
}

function describe({ amountIn, amountOut, pool }) {
  const received = amountIn.quotient.toString()
  const paid = JSBI.unaryMinus(amountOut.quotient).toString()
  const amounts = amountIn.currency.equals(token0) ? [received, paid] : [paid, received]
  return [...amounts, pool.sqrtRatioX96, pool.tickCurrent, pool.liquidity].join(' ')
}

await measure(prepare, swapAll, describe)

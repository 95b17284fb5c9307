// Writes the pools and swaps that every simulator is run on. The same arguments give the same bytes.
import { writeFileSync } from 'node:fs'

const options = Object.fromEntries(process.argv.slice(2).map((option) => option.replace(/^--/, '').split('=')))
const seed = Number(options.seed ?? 1)
const count = Number(options.swaps ?? 5000)

// mulberry32
let state = seed >>> 0
function random() {
  state = (state + 0x6d2b79f5) >>> 0
  let t = state
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const between = (least, most) => least + Math.floor(random() * (most - least + 1))

// Token 0 has 6 decimals, token 1 has 18: a dollar coin and ether. The price starts in the middle of a word of the tick bitmap.
const feePips = 500
const tickSpacing = 10
const centre = 2560 * 77 + 1280
const sqrtPriceX96 = 1610146708302780229734215549190144n
const toToken1 = (amount0) => (amount0 * sqrtPriceX96 * sqrtPriceX96) >> 192n

// Pairs of swaps there and nearly back, so that the price stays in the word that it started in.
function swaps(leastValue, mostValue) {
  const list = []
  while (list.length < count) {
    const value = leastValue * Math.exp(random() * Math.log(mostValue / leastValue))
    const there = BigInt(Math.round(value * 1e6))
    const back = BigInt(Math.round(value * 1e6 * (0.999 + 0.002 * random())))
    const zeroForOneFirst = random() < 0.5
    for (const [amount, zeroForOne] of [[there, zeroForOneFirst], [back, !zeroForOneFirst]]) {
      list.push({ zeroForOne, amountIn: String(zeroForOne ? amount : toToken1(amount)) })
    }
  }
  return list.slice(0, count)
}

const wide = { tickLower: centre - 8000, tickUpper: centre + 8000, liquidity: String(20n * 10n ** 18n) }
const narrow = Array.from({ length: 60 }, () => {
  const tickLower = centre + tickSpacing * between(-60, 55)
  return { tickLower, tickUpper: tickLower + tickSpacing * between(1, 30), liquidity: String(BigInt(between(1, 1000)) * 10n ** 15n) }
})

// Real pools have hundreds of initialised ticks, most of them far from the price.
const many = Array.from({ length: 300 }, (_, i) => {
  const tickLower = centre + tickSpacing * (130 + 2 * i)
  return { tickLower, tickUpper: tickLower + tickSpacing * between(1, 30), liquidity: String(BigInt(between(1, 1000)) * 10n ** 15n) }
})

const workloads = [
  { name: 'in range, two ticks', positions: [wide], swaps: swaps(50, 20_000) },
  { name: 'in range, hundreds of ticks', positions: [wide, ...many], swaps: swaps(50, 20_000) },
  { name: 'crossing', positions: [wide, ...narrow], swaps: swaps(500_000, 2_500_000) },
].map((workload) => ({ ...workload, feePips, tickSpacing, sqrtPriceX96: String(sqrtPriceX96) }))

writeFileSync(options.out ?? 'workloads.json', JSON.stringify({ seed, workloads }))

// Checks that all simulators gave the same amounts, prices, ticks and liquidity for every swap, and prints their speeds.
import { readFileSync } from 'node:fs'

const [workloadsPath, ...files] = process.argv.slice(2)
const { seed, workloads } = JSON.parse(readFileSync(workloadsPath, 'utf8'))
const runs = files.map((file) => {
  const [name, path] = file.split('=')
  return { name, results: JSON.parse(readFileSync(path, 'utf8')) }
})
const [own, ...peers] = runs

const ascending = (numbers) => [...numbers].sort((left, right) => left - right)
const best = (numbers) => ascending(numbers)[0]
const median = (numbers) => ascending(numbers)[Math.floor(numbers.length / 2)]
const grouped = (number) => Math.round(number).toLocaleString('en-US')

let differences = 0
for (const { name, swaps } of workloads) {
  const ours = own.results[name]
  const crossings = ours.ticksCrossedPerSwap.toFixed(2)
  console.log(`\n${name}: ${grouped(swaps.length)} swaps, seed ${seed}, ${crossings} initialised ticks crossed per swap`)
  console.log('| simulator | swaps/s best | median | swaps per CPU second best | bytes allocated per swap | ratio of best | of medians |')
  console.log('|---|---:|---:|---:|---:|---:|---:|')
  for (const { name: simulator, results } of runs) {
    const { wallSeconds, processorSeconds, allocatedBytesPerSwap } = results[name]
    const ratio = (statistic) => (statistic(wallSeconds) / statistic(ours.wallSeconds)).toFixed(1)
    console.log(
      `| ${simulator} | ${grouped(swaps.length / best(wallSeconds))} | ${grouped(swaps.length / median(wallSeconds))} ` +
        `| ${grouped(swaps.length / best(processorSeconds))} | ${allocatedBytesPerSwap ?? ''} | ${ratio(best)} | ${ratio(median)} |`,
    )
  }
  for (const { name: simulator, results } of peers) {
    const index = swaps.findIndex((_, i) => results[name].swaps[i] !== ours.swaps[i])
    if (index >= 0) {
      differences++
      console.log(`${simulator} differs from swap ${index}: ${results[name].swaps[index]}, ${own.name}: ${ours.swaps[index]}`)
    } else {
      console.log(`${simulator}: all ${grouped(swaps.length)} swaps give the same amounts, price, tick and liquidity.`)
    }
  }
}
console.log(`\nA ratio says how many times as long as ${own.name} a simulator takes.`)
process.exitCode = differences === 0 ? 0 : 1

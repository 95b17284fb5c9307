// Runs one simulator on every workload and writes what each swap gave and how long each round took.
import { readFileSync, writeFileSync } from 'node:fs'

const fewestRounds = 5
const longEnoughMilliseconds = 4000

/**
 * @param prepare (workload) => state, not timed
 * @param swapAll async (state, workload) => the raw result of each swap, timed
 * @param describe (result) => 'amount0 amount1 sqrtPriceX96 tick liquidity', not timed
 */
export async function measure(prepare, swapAll, describe) {
  const [workloadsPath, resultsPath] = process.argv.slice(2)
  const results = {}
  for (const workload of JSON.parse(readFileSync(workloadsPath, 'utf8')).workloads) {
    const wallSeconds = []
    const processorSeconds = []
    let last
    const deadline = performance.now() + longEnoughMilliseconds
    while (wallSeconds.length < fewestRounds || performance.now() < deadline) {
      const state = prepare(workload)
      const cpu = process.cpuUsage()
      const start = performance.now()
      last = await swapAll(state, workload)
      wallSeconds.push((performance.now() - start) / 1e3)
      const used = process.cpuUsage(cpu)
      processorSeconds.push((used.user + used.system) / 1e6)
    }
    results[workload.name] = { wallSeconds, processorSeconds, swaps: last.map(describe) }
  }
  writeFileSync(resultsPath, JSON.stringify(results))
}

import { drawCharts } from './chart.ts'
import type { Figure } from './figure.ts'
import { readOptions } from './options.ts'
import { isPinned, pin } from './process/pinning.ts'
import { writeResults } from './results.ts'
import { suites } from './suites.ts'
import { table } from './table.ts'

const names = suites.map(({ name }) => name)
const options = readOptions(process.argv, names)

pin(process.pid, 'client')
if (!isPinned) console.log('No taskset or only one core here: server and load share what there is.')

const figures: Figure[] = []
try {
  for (const { name, run } of suites) {
    if (options.only !== null && !options.only.includes(name)) continue
    console.log(`measuring ${name} …`)
    figures.push(...(await run(options)))
  }
} finally {
  // A suite that fails must not take the figures of the others with it.
  console.log(`\n${table(figures)}`)
  await drawCharts(await writeResults(figures, names))
}

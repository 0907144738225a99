import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../src/root.ts'
import type { Figure } from './figure.ts'
import { cores, isPinned } from './process/pinning.ts'

const file = join(projectRoot(), 'bench', 'results.json')

/** Four digits say more than a repeat of the measurement would. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value
}

/** The figures of the run before, so that a run with `--only` replaces its own alone. */
async function earlier(): Promise<readonly Figure[]> {
  try {
    const { figures } = JSON.parse(await readFile(file, 'utf8')) as { figures: readonly Figure[] }
    return figures.map((figure) => ({ ...figure, spread: figure.spread ?? null }))
  } catch {
    return [] // there is none yet
  }
}

/**
 * Writes `bench/results.json`: the figures and what they depend on, nothing about whose machine it was.
 *
 * @returns all figures in it, with those of earlier runs
 */
export async function writeResults(
  figures: readonly Figure[],
  suites: readonly string[],
): Promise<readonly Figure[]> {
  const measured = new Set(figures.map(({ suite }) => suite))
  const kept = (await earlier()).filter(({ suite }) => !measured.has(suite))
  const all = [...kept, ...figures].toSorted(
    (a, b) => suites.indexOf(a.suite) - suites.indexOf(b.suite),
  )
  const results = { node: process.version, cpus: cores, pinned: isPinned, figures: all }
  await writeFile(file, `${JSON.stringify(results, rounded, 2)}\n`)
  return all
}

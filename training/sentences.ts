import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/root.ts'
import { locales, type Locale } from '../src/flow/locale.ts'

/** A sentence and what it wants. */
export interface Labelled {
  readonly locale: Locale
  readonly label: string
  readonly text: string
}

/** Half of the sentences that were written one by one are kept from training, to measure with. */
export interface Sentences {
  readonly trained: readonly Labelled[]
  readonly held: readonly Labelled[]
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How many sentences are made from one line with slots. */
const perTemplate = 60

const linesOf = (name: string): readonly string[] =>
  readFileSync(join(projectRoot(), 'training', name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')

function slotsOf(locale: Locale): ReadonlyMap<string, readonly string[]> {
  return new Map(
    linesOf(`${locale}.slots.txt`).map((line) => {
      const [name = '', values = ''] = line.split(/=(.*)/s)
      return [name.trim(), values.split('|').map((value) => value.trim())]
    }),
  )
}

const isTemplate = (line: string): boolean => /[$(]/.test(line)

/** One sentence of a line such as `$ask (find|recover) my account`. */
function made(line: string, slots: ReturnType<typeof slotsOf>, random: () => number): string {
  const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)] ?? ''
  return line
    .replace(/\$[a-z]+0?/g, (name) => pick(slots.get(name) ?? [name]))
    .replace(/\(([^()]*)\)\??/g, (_, values: string) => pick(values.split('|')))
    .replace(/\s+/g, ' ')
    .replace(/ ([,?!.])/g, '$1')
    .trim()
}

function readLocale(locale: Locale): Sentences {
  const slots = slotsOf(locale)
  const random = seeded(locale.length * 7_919)
  const trained: Labelled[] = []
  const held: Labelled[] = []
  let label = ''
  let count = 0
  for (const line of linesOf(`${locale}.txt`)) {
    const section = /^\[([a-z-]+)\]$/.exec(line)?.[1]
    if (section !== undefined) {
      label = section
    } else if (isTemplate(line)) {
      const texts = Array.from({ length: perTemplate }, () => made(line, slots, random))
      trained.push(...[...new Set(texts)].map((text) => ({ locale, label, text })))
    } else {
      for (const cell of line.split('|')) {
        const target = count % 2 === 0 ? trained : held
        target.push({ locale, label, text: cell.trim() })
        count += 1
      }
    }
  }
  return { trained, held }
}

/** What people say around what they want, by language: it speaks for nothing by itself. */
export const readFluff = (locale: Locale): readonly string[] => linesOf(`${locale}.fluff.txt`)

/** All sentences of all languages, always in the same order. */
export function readSentences(): Sentences {
  const all = locales.map(readLocale)
  return {
    trained: all.flatMap(({ trained }) => trained),
    held: all.flatMap(({ held }) => held),
  }
}

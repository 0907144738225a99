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

/** The sentences of one file, each section under its `[label]`, lines with slots made into many. */
function readFrom(name: string, locale: Locale, sentencesOf: (line: string) => readonly string[]) {
  let label = ''
  return linesOf(name).flatMap((line): readonly Labelled[] => {
    const section = /^\[([a-z-]+)\]$/.exec(line)?.[1]
    label = section ?? label
    return section === undefined ? sentencesOf(line).map((text) => ({ locale, label, text })) : []
  })
}

/** Sentences that are told one a line, as people say them; no shape is behind them. */
export const readTold = (locale: Locale): readonly Labelled[] =>
  readFrom(`told.${locale}.txt`, locale, (line) => [line.trim()])

function readShaped(locale: Locale): readonly Labelled[] {
  const slots = slotsOf(locale)
  const random = seeded(locale.length * 7_919)
  return readFrom(`${locale}.txt`, locale, (line) => {
    if (!isTemplate(line)) return line.split('|').map((cell) => cell.trim())
    return [...new Set(Array.from({ length: perTemplate }, () => made(line, slots, random)))]
  })
}

/** What people say around what they want, by language: it speaks for nothing by itself. */
export const readFluff = (locale: Locale): readonly string[] => linesOf(`${locale}.fluff.txt`)

/** All sentences of all languages that are trained on, always in the same order. */
export function readSentences(): readonly Labelled[] {
  return locales.flatMap((locale) => [...readShaped(locale), ...readTold(locale)])
}

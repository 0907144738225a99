import type { Evil } from './evil-texts.ts'
import { asciiRuns, evilTexts, pumpedTexts } from './evil-texts.ts'
import type { Pattern } from './every-pattern.ts'

/** One full use of a pattern: all matches of a global one, the first one of any other. */
function use(pattern: RegExp, text: string): void {
  pattern.lastIndex = 0
  if (pattern.global) text.replace(pattern, '')
  else pattern.exec(text)
}

/** What this process has worked so far, ms: a time by the clock would count what other processes of the machine do. */
function workedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** The least work of five times, since the engine compiles and collects in between. Milliseconds. */
function timeOf(pattern: RegExp, text: string): number {
  let least = Infinity
  for (let round = 0; round < 5; round += 1) {
    const start = workedMs()
    use(pattern, text)
    least = Math.min(least, workedMs() - start)
    if (least < 0.5) break
  }
  return least
}

/** Sizes at which a linear pattern takes some microseconds, and an exponential one soon a thousand times more. */
const smallSizes = [16, 24, 32, 40, 48, 56, 64, 80, 96, 128, 192, 256]
const smallMs = 1

/** From this size on growth is measured, when the time is far above what is linear. */
const firstSize = 1_024
const firstMs = 0.4

/** Twice the text takes twice the time where work is linear, four times where it is quadratic. */
const steepest = 3
const longEnoughMs = 4
const largest = 256 * 1_024

function growsTooFast(pattern: RegExp, evil: Evil, from: number): boolean {
  let before = timeOf(pattern, evil(from))
  let steep = 0
  for (let size = 2 * from; size <= largest; size *= 2) {
    const now = timeOf(pattern, evil(size))
    steep = before > longEnoughMs / 8 && now > steepest * before ? steep + 1 : 0
    if (steep >= 2 || now > 2_000) return true
    before = now
  }
  return false
}

/** A pattern that takes more than linear time, with a text that shows it. */
export interface Steep extends Pattern {
  readonly shownBy: string
}

const isSteep = (pattern: RegExp, evil: Evil): boolean =>
  timeOf(pattern, evil(firstSize)) > firstMs && growsTooFast(pattern, evil, firstSize)

const isExponential = (pattern: RegExp, evil: Evil): boolean =>
  smallSizes.some((size) => timeOf(pattern, evil(size)) > smallMs)

/** Whether a pattern can repeat anything without an end; every other one does bounded work at each place. */
function hasUnboundedPart({ source }: Pattern): boolean {
  const bare = source.replace(/\\[^1-9k]|\[(?:[^\]\\]|\\.)*\]/gu, '.')
  return /[*+]|\{\d+,\}|\\[1-9k]/u.test(bare)
}

/** A text that a pattern takes too long for, or null. */
export function steepnessOf(tried: Pattern): Steep | null {
  const pattern = new RegExp(tried.source, tried.flags)
  use(pattern, 'warm')
  use(pattern, 'up')
  const shown = (evil: Evil): Steep => ({
    ...tried,
    shownBy: JSON.stringify(evil(12).slice(0, 60)),
  })
  if (!hasUnboundedPart(tried)) {
    const evil = asciiRuns().find((text) => isSteep(pattern, text))
    return evil === undefined ? null : shown(evil)
  }
  const pumped = [...pumpedTexts(tried)]
  const evil =
    pumped.find((text) => isExponential(pattern, text)) ??
    [...pumped, ...evilTexts(tried.source)].find((text) => isSteep(pattern, text))
  return evil === undefined ? null : shown(evil)
}

import { median, quantile } from '../figure.ts'
import type { Started } from '../process/parent.ts'
import { counting, drive, lasting, type Drive } from './drive.ts'
import type { NextMessage } from './talk.ts'

/** One of several bots that are loaded in turn. */
export interface Variant {
  readonly server: Started
  /** Seats somebody at a connection; the same people go on from round to round. */
  readonly seat: () => NextMessage
  readonly headers?: Readonly<Record<string, string>>
}

/** Medians over the rounds of one variant. */
export interface Round {
  readonly turns: number
  readonly turnsPerSecond: number
  /** Of the bot's process, every thread. */
  readonly cpuMicrosPerTurn: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** How busy the loading process was, 0 to 1: near 1 the bot was waiting for the load. */
  readonly clientLoad: number
}

/** How long and how often. */
export interface Rounds {
  readonly rounds: number
  readonly roundMs: number
  /**
   * Before anything counts, every bot is warmed up by windows of so many turns, one after the other, until a window of
   * none of them takes noticeably less CPU than the one before: the engine compiles what is used often, and a turn that
   * is one in six of a walk takes thousands of turns to become that.
   */
  readonly windowTurns: number
  /** So many windows at most. */
  readonly mostWindows: number
}

const connections = 16

function clientCpu(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

async function oneRound(
  variant: Variant,
  people: readonly NextMessage[],
  goesOn: Drive['goesOn'],
): Promise<Round> {
  const { server, headers = {} } = variant
  const [before, own] = [await server.cpu(), clientCpu()]
  const { turns, seconds, latencies } = await drive({
    url: server.url,
    people,
    headers,
    goesOn,
  })
  return {
    turns,
    turnsPerSecond: turns / seconds,
    clientLoad: (clientCpu() - own) / (seconds * 1e6),
    cpuMicrosPerTurn: ((await server.cpu()) - before) / turns,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  }
}

/** The medians of one variant, and the rounds they are of. */
export interface Rounded extends Round {
  readonly each: readonly Round[]
  /** The windows that it was warmed up by; the first one is a program that has only just started. */
  readonly windows: readonly Round[]
}

function middle(rounds: readonly Round[], windows: readonly Round[]): Rounded {
  const of = (read: (round: Round) => number): number => median(rounds.map(read))
  return {
    turns: of((round) => round.turns),
    turnsPerSecond: of((round) => round.turnsPerSecond),
    each: rounds,
    windows,
    clientLoad: of((round) => round.clientLoad),
    cpuMicrosPerTurn: of((round) => round.cpuMicrosPerTurn),
    p50Ms: of((round) => round.p50Ms),
    p99Ms: of((round) => round.p99Ms),
  }
}

/** One of the variants under load. */
interface Loaded {
  readonly variant: Variant
  readonly people: readonly NextMessage[]
  readonly windows: Round[]
  readonly results: Round[]
}

/** Two windows that differ by less are alike. */
const steadyShare = 0.03

/** CPU tells it sooner than the rate, which hangs on whatever else the machine does. */
function isSteady({ windows }: Loaded): boolean {
  const [before, last] = windows.slice(-2).map((window) => window.cpuMicrosPerTurn)
  return before !== undefined && last !== undefined && last > before * (1 - steadyShare)
}

/** Every variant gets the same number of turns, whichever of them needs them. */
async function warmUp(all: readonly Loaded[], { windowTurns, mostWindows }: Rounds): Promise<void> {
  for (let window = 0; window < mostWindows; window += 1) {
    for (const { variant, people, windows } of all) {
      windows.push(await oneRound(variant, people, counting(windowTurns)))
    }
    if (all.every(isSteady)) return
  }
}

/**
 * Loads every variant for a while, one after the other, and again: A B A B. What disturbs the machine for a moment so
 * disturbs one round of one of them, and the medians leave it out.
 */
export async function alternate<Name extends string>(
  variants: Readonly<Record<Name, Variant>>,
  plan: Rounds,
): Promise<Readonly<Record<Name, Rounded>>> {
  const names = Object.keys(variants) as Name[]
  const all = names.map((name): Loaded => {
    const variant = variants[name]
    const people = Array.from({ length: connections }, () => variant.seat())
    return { variant, people, windows: [], results: [] }
  })
  await warmUp(all, plan)
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { variant, people, results } of all) {
      results.push(await oneRound(variant, people, lasting(plan.roundMs)))
    }
  }
  const medians = all.map(({ results, windows }, place) => [names[place], middle(results, windows)])
  return Object.fromEntries(medians) as Readonly<Record<Name, Rounded>>
}

/** Above this the loading process had no time left, and the bot was waiting for it. */
const mostClientLoad = 0.9

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** How busy the loading process was with either, and whether it was what the bots waited for. */
function noteOf(ours: Rounded, peer: Rounded): string {
  const busy = `load ${percent(ours.clientLoad)} and ${percent(peer.clientLoad)} busy`
  const isLimit = Math.max(ours.clientLoad, peer.clientLoad) > mostClientLoad
  return isLimit ? `${busy}: the load was the limit` : busy
}

/** Two variants round by round, so that what disturbs the machine for a while disturbs both sides of a ratio. */
export function ratiosOf(
  ours: Rounded,
  peer: Rounded,
  read: (round: Round) => number,
): { readonly ratios: readonly number[]; readonly note: string } {
  const ratios = ours.each.flatMap((round, index) => {
    const other = peer.each[index]
    return other === undefined ? [] : [read(round) / read(other)]
  })
  return { ratios, note: noteOf(ours, peer) }
}

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
  /** Turns before anything counts: the engine compiles what is used often, and only after a while. */
  readonly warmUpTurns: number
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
}

function middle(rounds: readonly Round[]): Rounded {
  const of = (read: (round: Round) => number): number => median(rounds.map(read))
  return {
    turnsPerSecond: of((round) => round.turnsPerSecond),
    each: rounds,
    clientLoad: of((round) => round.clientLoad),
    cpuMicrosPerTurn: of((round) => round.cpuMicrosPerTurn),
    p50Ms: of((round) => round.p50Ms),
    p99Ms: of((round) => round.p99Ms),
  }
}

/**
 * Loads every variant for a while, one after the other, and again: A B A B. What disturbs the machine for a moment so
 * disturbs one round of one of them, and the medians leave it out.
 */
export async function alternate<Name extends string>(
  variants: Readonly<Record<Name, Variant>>,
  { rounds, roundMs, warmUpTurns }: Rounds,
): Promise<Readonly<Record<Name, Rounded>>> {
  const names = Object.keys(variants) as Name[]
  const made = names.map((name) => {
    const variant = variants[name]
    const people = Array.from({ length: connections }, () => variant.seat())
    const results: Round[] = []
    return { name, variant, people, results }
  })
  for (const { variant, people } of made) await oneRound(variant, people, counting(warmUpTurns))
  for (let round = 0; round < rounds; round += 1) {
    for (const { variant, people, results } of made) {
      results.push(await oneRound(variant, people, lasting(roundMs)))
    }
  }
  const medians = made.map(({ name, results }) => [name, middle(results)] as const)
  return Object.fromEntries(medians) as Readonly<Record<Name, Rounded>>
}

/** Above this the loading process had no time left, and the bot was waiting for it. */
const mostClientLoad = 0.9

/** Two variants round by round, so that what disturbs the machine for a while disturbs both sides of a ratio. */
export function ratiosOf(
  ours: Rounded,
  peer: Rounded,
  read: (round: Round) => number,
): { readonly ratios: readonly number[]; readonly note: string | null } {
  const ratios = ours.each.flatMap((round, index) => {
    const other = peer.each[index]
    return other === undefined ? [] : [read(round) / read(other)]
  })
  const isLoadTheLimit = Math.max(ours.clientLoad, peer.clientLoad) > mostClientLoad
  return { ratios, note: isLoadTheLimit ? 'the load was the limit' : null }
}

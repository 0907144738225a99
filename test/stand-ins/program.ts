import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startApp } from '../../src/app/app.ts'
import { readConfig } from '../../src/config.ts'
import type { InboxMessage } from '../../src/ports/messenger.ts'
import { importPeople, type AccountLine } from './import-people.ts'

/** Where a whole program is reached, in this process or in a child. */
export interface Reachable {
  /** `http://127.0.0.1:port` */
  readonly url: string
}

/** The whole program in this process, over a folder of its own. */
export interface Program extends Reachable {
  readonly dir: string
  /** Stops it in an orderly way and keeps its folder. */
  stop(): Promise<void>
}

/** Variables of the environment, as `.env` would set them. */
export type Variables = Readonly<Record<string, string>>

/**
 * The settings every program of a test begins with: quiet, mock messages, demo people, no human check, and a support
 * team that is there day and night, so that a test reads the same whenever it runs.
 */
export function variablesFor(dir: string, over: Variables = {}): Variables {
  return {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dir,
    HUMAN_CHECK: 'off',
    LOG_LEVEL: 'silent',
    SUPPORT_HOURS: 'always',
    ...over,
  }
}

/** Settings under which nothing has to be waited for, for tests that are not about limits. */
export const unlimited: Variables = {
  CODE_RESEND_SECONDS: '0',
  SENDS_PER_NUMBER_PER_HOUR: '100000',
  ACCOUNT_FAILURES_PER_DAY: '100000',
}

/** A folder for one program's data. */
export async function dataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'latchkey-program-'))
}

/**
 * Starts the program as `main.ts` does, but in this process.
 *
 * @throws what the program refuses to start with
 */
export async function startProgram(dir: string, over: Variables = {}): Promise<Program> {
  const app = await startApp(readConfig(variablesFor(dir, over)))
  return {
    dir,
    url: app.publicUrl.replace('//localhost:', '//127.0.0.1:'),
    stop: async () => app.stop(),
  }
}

/**
 * Runs one program for a whole suite; its folder goes with it. Call it inside `describe`.
 *
 * @param people accounts in the place of the demo people
 */
export function programForSuite(
  over: Variables = {},
  people: readonly AccountLine[] = [],
): { readonly get: () => Program } {
  let running: Program | null = null
  before(async () => {
    const dir = await dataFolder()
    if (people.length > 0) await importPeople(dir, people)
    running = await startProgram(dir, over)
  })
  after(async () => {
    await running?.stop()
    if (running !== null) await rm(running.dir, { recursive: true, force: true })
  })
  return {
    get() {
      if (running === null) throw new Error('the program of this suite is not running')
      return running
    },
  }
}

/** What the mock gateway delivered, oldest first; `to` names one recipient. */
export async function inboxOf(
  { url }: Reachable,
  to: string | null = null,
): Promise<readonly InboxMessage[]> {
  const query = to === null ? '' : `?to=${encodeURIComponent(to)}`
  const answer = await fetch(`${url}/dev/inbox.json${query}`)
  if (answer.status !== 200) throw new Error(`the inbox answered ${answer.status}`)
  return (await answer.json()) as InboxMessage[]
}

const patienceMs = 10_000
const firstPauseMs = 2
const longestPauseMs = 100

/**
 * Looks until something is there: messages leave after the commit, so nobody is told when they arrive.
 *
 * @throws Error when it is still missing after ten seconds
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined>,
): Promise<T> {
  const endsAt = performance.now() + patienceMs
  // Growing pauses: the pages' flood limit is a rule of the program and counts these looks as well.
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const found = await look()
    if (found !== null && found !== undefined) return found
    if (performance.now() > endsAt) throw new Error(`${what} did not come in ${patienceMs} ms`)
    await wait(pauseMs)
  }
}

/** The messages to a recipient once there are at least `count` of them, oldest first. */
export async function messagesTo(
  program: Reachable,
  to: string,
  count: number,
): Promise<readonly InboxMessage[]> {
  return eventually(`message ${count} to ${to}`, async () => {
    const messages = await inboxOf(program, to)
    return messages.length >= count ? messages : null
  })
}

/** The six digits in a message. */
export function codeIn(message: Pick<InboxMessage, 'text'> | undefined): string {
  const code = /(?<!\d)\d{6}(?!\d)/.exec(message?.text ?? '')?.[0]
  if (code === undefined) throw new Error('there is no code in that message')
  return code
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { figure, median, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startReplyCounter } from '../load/connector.ts'
import { counting, drive, lasting } from '../load/drive.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess } from '../process/parent.ts'
import { pin } from '../process/pinning.ts'
import type { Depth, Suite } from '../suite.ts'

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url))
const suite = 'start'

interface Ready {
  readonly ms: number
  /** Memory of the process when it was ready, bytes; null where the system does not tell. */
  readonly rss: number | null
  /** CPU of the process until then, every thread, ms; null where the system does not tell. */
  readonly cpuMs: number | null
}

/** The address that the program names when it is ready. @throws Error with its words when it ends before */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8')
      const address = /is ready: (\S+)/.exec(told)?.[1]
      if (address !== undefined) resolve(address.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', () => reject(new Error(`the program did not start: ${told}`)))
  })
}

async function rssOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kB = /VmRSS:\s+(\d+)/.exec(status)?.[1]
  return kB === undefined ? null : Number(kB) * 1_024
}

/** `USER_HZ` of every Linux: /proc counts CPU in hundredths of a second. */
const msPerTick = 10

async function cpuOf(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // Its name stands in parentheses and may hold anything; user and system time are the 12th and 13th field after it.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return user === undefined || system === undefined ? null : (user + system) * msPerTick
}

async function startOnce(dir: string, env: Readonly<Record<string, string>>): Promise<Ready> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const pid = child.pid ?? 0
  pin(pid, 'server')
  const ended = once(child, 'exit')
  try {
    const url = await addressOf(child)
    const { status } = await fetch(`${url}/readyz`)
    if (status !== 200) throw new Error(`ready, but /readyz says ${status}`)
    const ms = performance.now() - startedAt
    return { ms, rss: await rssOf(pid), cpuMs: await cpuOf(pid) }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function demo({ isQuick }: Depth): Promise<readonly Figure[]> {
  const times: number[] = []
  const cpus: number[] = []
  for (let run = 0; run < (isQuick ? 3 : 7); run += 1) {
    const dir = await makeFolder()
    const { ms, cpuMs } = await startOnce(dir, { DEMO_ACCOUNTS: 'true' })
    times.push(ms)
    if (cpuMs !== null) cpus.push(cpuMs)
    await removeFolder(dir)
  }
  return [
    figure({
      suite,
      work: 'start to ready, demo data',
      ours: { value: median(times), unit: 'ms' },
      goal: { of: 'value', bound: 'at most', limit: 1_000 },
    }),
    figure({
      suite,
      work: 'its CPU, every thread',
      ours: cpus.length === 0 ? null : { value: median(cpus), unit: 'ms' },
      goal: { of: 'value', bound: 'at most', limit: 1_000 },
    }),
  ]
}

/** The goals of a start on many accounts are those of a machine on which the stock echo makes so many turns a second. */
const usualEchoRate = 1_100

/** How much slower than that this machine is now. */
async function slowness(): Promise<number> {
  const replies = await startReplyCounter()
  const echo = await startProcess('echo')
  const seat = createPeople({ serviceUrl: replies.url, isInline: false })
  const people = Array.from({ length: 16 }, seat)
  try {
    await drive({ url: echo.url, people, goesOn: counting(8_000) })
    const { turns, seconds } = await drive({ url: echo.url, people, goesOn: lasting(3_000) })
    return usualEchoRate / (turns / seconds)
  } finally {
    await Promise.all([echo.stop(), replies.close()])
  }
}

/** Starts the program once on a large store. */
export async function startOn(dir: string, accounts: number): Promise<readonly Figure[]> {
  const { ms, rss, cpuMs } = await startOnce(dir, { DEMO_ACCOUNTS: 'false' })
  const slower = await slowness()
  const work = `start to ready, ${accounts.toLocaleString('en')} accounts`
  return [
    figure({
      suite: 'stores',
      work,
      ours: { value: ms / 1_000, unit: 's' },
      goal: { of: 'value', bound: 'at most', limit: Number((12 * slower).toPrecision(3)) },
      note: `${((cpuMs ?? Number.NaN) / 1_000).toFixed(1)} s of CPU; 12 s where the stock echo makes ${usualEchoRate} turns/s, here ${Math.round(usualEchoRate / slower)}`,
    }),
    figure({
      suite: 'stores',
      work: 'its memory (RSS)',
      ours: rss === null ? null : { value: rss / 1e9, unit: 'GB' },
      goal: { of: 'value', bound: 'at most', limit: 2.5 },
    }),
  ]
}

/** From the start of the program to its first `/readyz`, on a new folder with the demo accounts. */
export const start: Suite = { name: 'start', run: demo }

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { pin } from './pinning.ts'

/** A process of the benchmark, seen from the one that started it. */
export interface Started {
  /** Where it serves; empty when it serves nothing. */
  readonly url: string
  /** CPU time spent so far, µs. */
  cpu(): Promise<number>
  ask(what: string, given?: unknown): Promise<unknown>
  stop(): Promise<void>
}

interface Told {
  readonly ready?: string | null
  readonly id?: number
  readonly answer?: unknown
  readonly failure?: string
}

type Waiting = Map<number, (told: Told) => void>

function untilReady(child: ChildProcess, waiting: Waiting): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`${child.spawnargs.at(-1) ?? 'a process'} ended with ${code}`))
      for (const answer of waiting.values()) answer({ failure: 'the process has ended' })
    })
    child.on('message', (message) => {
      const told = message as Told
      if (told.ready !== undefined) resolve(told.ready ?? '')
      else waiting.get(told.id ?? -1)?.(told)
    })
  })
}

/**
 * Starts a module of `bench/servers` in a process of its own, on the server's core, and waits until it is ready.
 *
 * @param name of the compiled module, without its ending
 * @throws Error when the process ends before it is ready
 */
export async function startProcess(
  name: string,
  options: {
    readonly args?: readonly string[]
    readonly execArgv?: readonly string[]
    /** Whether it has every core of the machine, where its threads are what is looked at. */
    readonly isFree?: boolean
  } = {},
): Promise<Started> {
  const file = new URL(`../servers/${name}.js`, import.meta.url)
  const { args = [], execArgv = [], isFree = false } = options
  const child = fork(file, [...args], { execArgv: [...execArgv, ...profiling()] })
  const waiting: Waiting = new Map()
  if (child.pid !== undefined) pin(child.pid, isFree ? 'both' : 'server')
  const url = await untilReady(child, waiting)
  let asked = 0
  const ask = (what: string, given: unknown = null): Promise<unknown> => {
    asked += 1
    const id = asked
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ answer, failure }) => {
        waiting.delete(id)
        if (failure === undefined) resolve(answer)
        else reject(new Error(`${name}, ${what}: ${failure}`))
      })
      child.send({ id, ask: what, given })
    })
  }
  return {
    url,
    ask,
    cpu: async () => Number(await ask('usage')),
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** BENCH_PROFILE names a folder that every measured process writes a CPU profile into. */
function profiling(): readonly string[] {
  const folder = process.env['BENCH_PROFILE'] ?? ''
  return folder === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}

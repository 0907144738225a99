import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Where a process runs: the one that is measured has a core to itself. */
export type Side = 'server' | 'client' | 'both'

/** Cores of this machine that the benchmark may use, before anything is kept to one of them. */
export const cores = availableParallelism()

function canPin(): boolean {
  if (cores < 2) return false
  try {
    execFileSync('taskset', ['-p', String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Whether processes can be kept to a core here: it takes `taskset` and a second core. */
export const isPinned = canPin()

/** Keeps all threads of a process, and those to come, to the core of its side; does nothing where that is not possible. */
export function pin(pid: number, side: Side): void {
  if (!isPinned) return
  const core = { server: cores - 1, client: 0, both: `0-${cores - 1}` }[side]
  execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' })
}

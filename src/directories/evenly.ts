import { setImmediate, setTimeout } from 'node:timers/promises'
import { noReference, type Directory, type DirectoryKey } from '../ports/directory.ts'

/** Time as it passes, in milliseconds from any beginning. */
export interface Timer {
  now(): number
  /** Resolves at a moment of {@link Timer.now}. */
  until(at: number): Promise<void>
}

/** Timers of the system count whole milliseconds: what is left after them would tell when they were set. */
const timerMs = 2

const ofSystem: Timer = {
  now: () => performance.now(),
  async until(at) {
    const coarse = Math.floor(at - performance.now()) - timerMs
    if (coarse > 0) await setTimeout(coarse)
    while (performance.now() < at) await setImmediate()
  },
}

/** How far apart the moments are at which a directory is heard, in milliseconds. */
export interface Steps {
  /** For what was typed: an account that is there and one that is not are answered at the same moment. */
  readonly findMs: number
  /** For a password: a directory may hash it with a slow function, and is asked nothing about an account that is not. */
  readonly verifyMs: number
}

const usualSteps: Steps = { findMs: 50, verifyMs: 400 }

/** What somebody typed, rather than what the program knows. */
const isTyped = ({ by }: DirectoryKey): boolean => by !== 'reference'

/**
 * A directory that is heard at fixed moments after each question: known and unknown take the same time, also when it is
 * slow or away (S88; OWASP Authentication, on identical response times). An answer that comes after one moment waits for
 * the next, and so does an outage.
 */
export function evenly(
  directory: Directory,
  { timer = ofSystem, steps = usualSteps }: { timer?: Timer; steps?: Steps } = {},
): Directory {
  async function at<T>(stepMs: number, ask: () => Promise<T>): Promise<T> {
    const began = timer.now()
    try {
      return await ask()
    } finally {
      const count = Math.max(1, Math.ceil((timer.now() - began) / stepMs))
      await timer.until(began + count * stepMs)
    }
  }
  return {
    abilities: directory.abilities,
    find: async (keys) =>
      keys.some(isTyped)
        ? at(steps.findMs, async () => directory.find(keys))
        : directory.find(keys),
    verifyPassword: async (reference, password) =>
      at(steps.verifyMs, async () =>
        reference === noReference ? 'wrong' : directory.verifyPassword(reference, password),
      ),
    setPassword: async (change, password) => directory.setPassword(change, password),
    changeChannel: async (change, to) => directory.changeChannel(change, to),
    endSessions: async (change) => directory.endSessions(change),
    unlock: async (change) => directory.unlock(change),
    check: async () => directory.check(),
    close: async () => directory.close(),
  }
}

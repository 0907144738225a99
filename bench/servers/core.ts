import type { Core, CoreDeps } from '../../src/app/core.ts'
import { systemClock } from '../../src/app/system.ts'
import { createWorld } from '../../test/stand-ins/world.ts'

/** A log that only speaks of trouble. */
export const quietLog = { debug() {}, info() {}, warn: console.error, error: console.error }

/** The middle of the program with its usual numbers, without the human check, over parts that a suite brings. */
export function coreOver(parts: Pick<CoreDeps, 'store' | 'chat' | 'messenger'>): Core {
  return createWorld({ ...parts, clock: systemClock, log: quietLog }).core
}

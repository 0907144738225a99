import type { Core, CoreDeps } from '../../src/app/core.ts'
import { systemClock } from '../../src/app/system.ts'
import { budgetsFor } from '../../src/services/budgets.ts'
import { createWorld } from '../../test/stand-ins/world.ts'

/** A log that only speaks of trouble. */
export const quietLog = { debug() {}, info() {}, warn: console.error, error: console.error }

/**
 * The middle of the program with its usual numbers, without the human check, over parts that a suite brings. The people of
 * the load have numbers that begin alike: texts to them would be paused after fifty that nobody answered.
 */
export function coreOver(parts: Pick<CoreDeps, 'store' | 'chat' | 'messenger'>): Core {
  const budgets = budgetsFor(1_000_000)
  return createWorld({ ...parts, budgets, clock: systemClock, log: quietLog }).core
}

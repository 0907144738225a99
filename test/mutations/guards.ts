import { accountGuards } from './accounts.ts'
import { doorGuards } from './doors.ts'
import type { Guard } from './guard.ts'
import { limitGuards } from './limits.ts'
import { programGuards } from './program.ts'
import { proofGuards } from './proofs.ts'

/** Every lock whose loss a test has to notice. */
export const guards: readonly Guard[] = [
  ...limitGuards,
  ...proofGuards,
  ...accountGuards,
  ...doorGuards,
  ...programGuards,
]

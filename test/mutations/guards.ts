import type { Guard } from './guard.ts'

/** Every lock whose loss a test has to notice. */
export const guards: readonly Guard[] = [
  {
    name: 'A1: a code has so many tries',
    file: 'src/services/check-code.ts',
    from: "challenge.attempts >= challenge.maxAttempts || challenge.state === 'dead'",
    to: 'false',
    tests: ['test/services/lockout.test.ts'],
  },
  {
    name: 'A5: a code counts only in its own conversation, flow and run',
    file: 'src/services/challenge.ts',
    from: 'binding.conversation === conversation && binding.flow === flow && binding.run === run',
    to: 'conversation.length + flow.length + run.length > 0 && binding !== null',
    tests: ['test/services/lockout.test.ts'],
  },
]

/** Skips the tests of a suite, from its hook, and says why: mocha shows no reason of its own. */
export function skipBecause(hook: Mocha.Context, reason: string): never {
  process.stdout.write(`    skipped: ${reason}\n`)
  return hook.skip()
}

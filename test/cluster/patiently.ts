import { eventually } from '../stand-ins/program.ts'

/**
 * Looks for longer than the lease of a worker that was killed, twice over.
 *
 * @throws Error when it is still missing after a minute
 */
export async function patiently<T>(
  what: string,
  look: () => Promise<T | null | undefined>,
  rounds = 6,
): Promise<T> {
  if (rounds === 1) return eventually(what, look)
  return eventually(what, look).catch(async () => patiently(what, look, rounds - 1))
}

const wanted = Number(process.env['FUZZ_RUNS'] ?? 0)

const isLong = Number.isSafeInteger(wanted) && wanted > 0

/**
 * How a property is tried: in the suite as often as is given and the same each time, and by hand as often as `FUZZ_RUNS`
 * says, with another seed each time. A failure prints its seed.
 */
export const runs = (usual: number): { readonly numRuns: number; readonly seed?: number } =>
  isLong ? { numRuns: wanted } : { numRuns: usual, seed: 1 }

/** How long a test may take, ms; 0 for as long as it likes. */
export const patienceMs = isLong ? 0 : 60_000

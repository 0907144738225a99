const wanted = Number(process.env['FUZZ_RUNS'] ?? 0)

const isLong = Number.isSafeInteger(wanted) && wanted > 0

/**
 * How often a property is tried: what is given in the suite, and as often as `FUZZ_RUNS` says by hand. A failure prints
 * its seed.
 */
export const runs = (usual: number): { readonly numRuns: number } => ({
  numRuns: isLong ? wanted : usual,
})

/** How long a test may take, ms; 0 for as long as it likes. */
export const patienceMs = isLong ? 0 : 60_000

/**
 * How often a property is tried: a little more than nothing in the suite, and as often as `FUZZ_RUNS` says by hand.
 *
 * @param usual in the suite
 */
export function runs(usual: number): { readonly numRuns: number } {
  const wanted = Number(process.env['FUZZ_RUNS'])
  return { numRuns: Number.isSafeInteger(wanted) && wanted > 0 ? wanted : usual }
}

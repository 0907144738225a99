/** What a text holds of the kind that was asked for: one value, several different ones, or none and why. */
export type ValueRead<Refusal> =
  | { readonly outcome: 'one'; readonly value: string }
  | { readonly outcome: 'several'; readonly values: readonly string[] }
  | { readonly outcome: 'none'; readonly refusal: Refusal }

/** Said of a value that is not meant: "not 138…", "不是138…". */
const denied =
  /(?:\bnot|n['’]t|\b(?:is|was|are|do|does)nt|\binstead of|\brather than|不是|并非|而非|别用|不要用)[ :："“'(]{0,3}(?:\+ ?)?$/iu

/** How many values of one text are told apart; a list of more is no answer. */
const mostValues = 5

/** One candidate in a text: what stands there and where. */
export interface Found {
  readonly text: string
  readonly start: number
}

/** All places where a shape stands in a text. */
export const findIn = (text: string, shape: RegExp): readonly Found[] =>
  Array.from(text.matchAll(shape), ({ 0: found, index }) => ({ text: found, start: index }))

/** The candidates without those that the words before deny. */
export const meantIn = (text: string, found: readonly Found[]): readonly Found[] =>
  found.filter(({ start }) => !denied.test(text.slice(Math.max(0, start - 20), start)))

/** What the values that were found come to; the same value twice is one. */
export function valueRead<R>(values: readonly string[], refusal: R): ValueRead<R> {
  const different = [...new Set(values)]
  const [only] = different
  if (only === undefined) return { outcome: 'none', refusal }
  if (different.length === 1) return { outcome: 'one', value: only }
  return { outcome: 'several', values: different.slice(0, mostValues) }
}

/** Whether a place is in the host of a link. */
export const isInUrl = (text: string, start: number): boolean =>
  /:\/\/[^\s/]{0,80}$/.test(text.slice(Math.max(0, start - 90), start))

/** A part of a text, in code units; `end` is behind its last one. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The runs of a text without white space, in order. */
export function tokensOf(text: string): readonly (Span & { readonly text: string })[] {
  return Array.from(text.matchAll(/\S+/gu), ({ 0: token, index }) => ({
    text: token,
    start: index,
    end: index + token.length,
  }))
}

/** A part of a text with what is shown in its place. */
export interface MaskedSpan extends Span {
  readonly mask: string
}

/** A text with its masks; of spans that overlap the first one's mask stands for all. */
export function withMasks(text: string, spans: readonly MaskedSpan[]): string {
  const parts: string[] = []
  let shownTo = 0
  for (const { start, end, mask } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start >= shownTo) parts.push(text.slice(shownTo, start), mask)
    shownTo = Math.max(shownTo, end)
  }
  return parts.join('') + text.slice(shownTo)
}

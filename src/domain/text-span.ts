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

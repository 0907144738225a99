/** What the pages of law are made from: the settings in force. Times are ms. */
export interface LegalFacts {
  /** Of the assistant, and of the provider whose accounts it is for. */
  readonly name: string
  readonly provider: string
  /** Whether messages leave this machine, and whether texts are among them. */
  readonly isLive: boolean
  readonly sendsTexts: boolean
  readonly hasTeams: boolean
  /** The other server that the picture in the header comes from; null for none. */
  readonly logoHost: string | null
  readonly codeAttempts: number
  readonly failuresPerDay: number
  readonly lifetimes: {
    readonly code: number
    readonly link: number
    readonly session: number
    readonly flow: number
    readonly hold: number
    readonly undo: number
  }
}

/** A part of a page: a heading, and what is said under it, one paragraph or point each. */
export interface LegalPart {
  readonly heading: string
  readonly lines: readonly string[]
}

/** A span of time in words. */
export interface LegalSpans {
  readonly code: string
  readonly link: string
  readonly session: string
  readonly flow: string
  readonly hold: string
  readonly undo: string
}

/** One activity of the built-in web chat, kept so that a refresh or a restart shows it again. */
export interface ChatRow {
  /** `<conversation>:<sequence, nine digits>`, so that keys sort as the chat went. */
  readonly id: string
  readonly conversation: string
  /** From 1; the watermark a page asks to go on from. Row 0, where there is one, is the chat's lock. */
  readonly sequence: number
  /** The activity, encrypted; in row 0 which generation of tokens opens the chat. */
  readonly sealed: string
  /** When the row may be swept, epoch ms. */
  readonly forgetAt: number
}

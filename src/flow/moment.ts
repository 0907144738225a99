/**
 * A moment inside a text of the desk: many people read one card, in zones of their own, so that it is written out where
 * the card is drawn. The two signs around it are among those that are taken out of whatever somebody typed.
 */
const [begin, end] = ['\u{E0001}', '\u{E007F}']
const marks = /\u{E0001}(\d{1,15})\u{E007F}/gu

/** A moment for a text, epoch ms. */
export function momentIn(epochMs: number): string {
  return `${begin}${epochMs}${end}`
}

/** The text with every moment in it written out. */
export function withMoments(text: string, write: (epochMs: number) => string): string {
  return text.replaceAll(marks, (_, digits: string) => write(Number(digits)))
}

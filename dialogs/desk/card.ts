import type { DeskCard, DeskLine, DeskTone } from '../../src/flow/desk.ts'

/** A line of the program's own words. */
export const own = (text: string, tone: DeskTone = 'default'): DeskLine => ({
  text,
  isQuoted: false,
  tone,
})

/** A line of somebody else's words. */
export const quoted = (text: string): DeskLine => ({ text, isQuoted: true, tone: 'default' })

/** A card with a title and lines alone. */
export function plainCard(
  title: string,
  lines: readonly DeskLine[],
  tone: DeskTone = 'default',
): DeskCard {
  return { title, subtitle: null, tone, facts: [], sections: [{ heading: '', lines }], actions: [] }
}

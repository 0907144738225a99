import { readableOn } from './contrast.ts'

/** What the accent stands on as text or as a line, in `public/style.css`; white and ink stand on it in turn. */
const lightGrounds = ['#ffffff', '#eef2f6', '#e3edf8'] as const
const darkGrounds = ['#18212b', '#0f151c', '#223246', '#0b1c30'] as const

/** The one colour of buttons, links and marks, for light and for dark pages. */
export interface Accent {
  readonly light: string
  readonly dark: string
}

/**
 * A provider's colour as the pages can use it: darkened on light pages and lightened on dark ones as far as text needs
 * to be read (WCAG 2.2, 1.4.3), and no further.
 *
 * @param color `#rrggbb`
 */
export function accentOf(color: string): Accent {
  return {
    light: readableOn(color, lightGrounds, '#000000'),
    dark: readableOn(color, darkGrounds, '#ffffff'),
  }
}

/** A colour's red, green and blue, 0 to 255. */
interface Rgb {
  readonly red: number
  readonly green: number
  readonly blue: number
}

/** The least contrast of text with its ground (WCAG 2.2, 1.4.3, level AA). */
const leastContrast = 4.5
/** Into so many steps the way to black or white is divided. */
const steps = 100

function rgbOf(color: string): Rgb {
  const part = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16)
  return { red: part(1), green: part(3), blue: part(5) }
}

function hexOf({ red, green, blue }: Rgb): string {
  const parts = [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0'))
  return `#${parts.join('')}`
}

/** What a part of a colour adds to its brightness. */
function linear(part: number): number {
  const share = part / 255
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Relative luminance as WCAG 2.2 defines it, 0 for black to 1 for white. */
function luminance(color: string): number {
  const { red, green, blue } = rgbOf(color)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** The contrast of two colours, `#rrggbb`, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/**
 * A colour that can be read on each of these grounds: the given one where it can, else the nearest to it on the way to
 * black or to white.
 *
 * @param color `#rrggbb`
 * @param towards `#000000` on light grounds, `#ffffff` on dark ones
 * @throws RangeError when not even black or white can be read there
 */
export function readableOn(
  color: string,
  grounds: readonly string[],
  towards: '#000000' | '#ffffff',
): string {
  const [from, to] = [rgbOf(color), rgbOf(towards)]
  for (let step = 0; step <= steps; step += 1) {
    const mixed = hexOf({
      red: from.red + ((to.red - from.red) * step) / steps,
      green: from.green + ((to.green - from.green) * step) / steps,
      blue: from.blue + ((to.blue - from.blue) * step) / steps,
    })
    if (grounds.every((ground) => contrast(mixed, ground) >= leastContrast)) return mixed
  }
  throw new RangeError('nothing can be read on these grounds')
}

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { escapeTags } from '../src/flow/escape-html.ts'
import { projectRoot } from '../src/root.ts'
import type { Figure, Goal } from './figure.ts'

const rowHeight = 30
const labelWidth = 430
const barWidth = 330
const width = labelWidth + barWidth + 180

/** How near a figure is to its goal: 1 reaches it, more is better than asked for. */
function nearness({ bound, limit }: Goal, value: number): number {
  if (bound === 'at least') return limit === 0 ? 1 : value / limit
  return value <= limit && limit === 0 ? 1 : limit / value
}

/** Bars end here: whatever is twice as good as asked for is drawn alike. */
const mostDrawn = 2

/** What a bar is drawn of, and the words beside it. */
interface Bar {
  readonly name: string
  readonly value: number
  readonly told: string
  readonly goal: Goal
}

/** Beside a peer: how many times as much. */
function besidePeer({ work, peer, goal, ratio, spread }: Figure): readonly Bar[] {
  if (goal.of !== 'ratio' || ratio === null) return []
  const range = spread === null ? '' : ` (${spread.map((each) => each.toFixed(2)).join('–')})`
  const name = `${work} / ${peer?.name ?? ''}`
  return [{ name, value: ratio, told: `${ratio.toFixed(2)}${range}`, goal }]
}

/** By itself: what it took. */
function byItself({ work, ours, goal }: Figure): readonly Bar[] {
  if (goal.of !== 'value' || ours === null) return []
  const { value, unit } = ours
  return [{ name: work, value, told: `${Number(value.toPrecision(3))} ${unit}`, goal }]
}

function drawn({ name, value, told, goal }: Bar, index: number): string {
  const near = nearness(goal, value)
  const length = Math.round((Math.min(near, mostDrawn) / mostDrawn) * barWidth)
  const y = (index + 1) * rowHeight
  const sign = goal.bound === 'at least' ? '≥' : '≤'
  const color = near >= 1 ? '#2e7d32' : '#b3541e'
  return [
    `<text x="${labelWidth - 10}" y="${y + 14}" text-anchor="end">${escapeTags(name)}</text>`,
    `<rect x="${labelWidth}" y="${y}" width="${length}" height="20" fill="${color}"/>`,
    `<text x="${labelWidth + length + 6}" y="${y + 14}">${escapeTags(told)}, ${sign} ${goal.limit}</text>`,
  ].join('')
}

/** Bars; the line is where the goals are. */
function chart(title: string, bars: readonly Bar[]): string {
  const height = (bars.length + 2) * rowHeight
  const goalAt = labelWidth + barWidth / mostDrawn
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" role="img">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${goalAt}" y="18" text-anchor="middle">goal</text>`,
    `<line x1="${goalAt}" y1="24" x2="${goalAt}" y2="${height - 10}" stroke="#555" stroke-dasharray="4"/>`,
    ...bars.map(drawn),
    '</svg>\n',
  ].join('\n')
}

/** Draws `docs/pictures/performance.svg`, beside peers, and `performance-alone.svg`, what is held against a value. */
export async function drawCharts(figures: readonly Figure[]): Promise<void> {
  const folder = join(projectRoot(), 'docs', 'pictures')
  await mkdir(folder, { recursive: true })
  const draw = async (name: string, title: string, bars: readonly Bar[]) =>
    writeFile(join(folder, name), chart(title, bars))
  await draw('performance.svg', 'Latchkey beside its peers', figures.flatMap(besidePeer))
  await draw('performance-alone.svg', 'Latchkey beside its goals', figures.flatMap(byItself))
}

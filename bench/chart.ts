import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { escapeTags } from '../src/flow/escape-html.ts'
import { projectRoot } from '../src/root.ts'
import type { Figure, Goal } from './figure.ts'

const file = join(projectRoot(), 'docs', 'pictures', 'performance.svg')

const rowHeight = 30
const labelWidth = 430
const barWidth = 330
const width = labelWidth + barWidth + 140

/** How near a figure is to its goal: 1 reaches it, more is better than asked for. */
function nearness({ bound, limit }: Goal, ratio: number): number {
  return bound === 'at least' ? ratio / limit : limit / ratio
}

/** Bars end here: whatever is twice as good as asked for is drawn alike. */
const mostDrawn = 2

function row({ work, peer, goal, ratio, spread }: Figure, index: number): string {
  if (ratio === null) return ''
  const near = nearness(goal, ratio)
  const drawn = Math.round((Math.min(near, mostDrawn) / mostDrawn) * barWidth)
  const y = (index + 1) * rowHeight
  const name = escapeTags(`${work} / ${peer?.name ?? ''}`)
  const range = spread === null ? '' : ` (${spread.map((each) => each.toFixed(2)).join('–')})`
  const sign = goal.bound === 'at least' ? '≥' : '≤'
  const color = near >= 1 ? '#2e7d32' : '#b3541e'
  return [
    `<text x="${labelWidth - 10}" y="${y + 14}" text-anchor="end">${name}</text>`,
    `<rect x="${labelWidth}" y="${y}" width="${drawn}" height="20" fill="${color}"/>`,
    `<text x="${labelWidth + drawn + 6}" y="${y + 14}">${ratio.toFixed(2)}${range}, ${sign} ${goal.limit}</text>`,
  ].join('')
}

/** Every figure that is held against a peer, as bars; the line is where the goals are. */
function chart(figures: readonly Figure[]): string {
  const rows = figures.filter(({ goal, ratio }) => goal.of === 'ratio' && ratio !== null)
  const height = (rows.length + 2) * rowHeight
  const goalAt = labelWidth + barWidth / mostDrawn
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" role="img">`,
    '<title>Latchkey beside its peers</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${goalAt}" y="18" text-anchor="middle">goal</text>`,
    `<line x1="${goalAt}" y1="24" x2="${goalAt}" y2="${height - 10}" stroke="#555" stroke-dasharray="4"/>`,
    ...rows.map(row),
    '</svg>\n',
  ].join('\n')
}

/** Draws `docs/pictures/performance.svg`. */
export async function drawChart(figures: readonly Figure[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, chart(figures))
}

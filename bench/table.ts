import type { Figure, Goal, Measured } from './figure.ts'

function digits(value: number): number {
  if (Math.abs(value) >= 100) return 0
  return Math.abs(value) >= 10 ? 1 : 2
}

const shown = ({ value, unit }: Measured): string =>
  `${value.toLocaleString('en', { maximumFractionDigits: digits(value) })} ${unit}`

function goalOf({ of, bound, limit }: Goal, unit: string): string {
  const sign = bound === 'at least' ? '≥' : '≤'
  return of === 'ratio' ? `${sign} ${limit} ×` : `${sign} ${limit} ${unit}`
}

function verdict({ reached, note }: Figure): string {
  if (reached === null) return note ?? 'nothing to compare'
  const word = reached ? 'yes' : 'NO'
  return note === null ? word : `${word} (${note})`
}

function cells(figure: Figure): readonly string[] {
  const { work, ours, peer, ratio, spread, goal } = figure
  const from = spread === null ? '' : ` (${spread.map((each) => each.toFixed(2)).join('–')})`
  return [
    work,
    ours === null ? '-' : shown(ours),
    peer === null ? '-' : `${shown(peer)} (${peer.name})`,
    ratio === null ? '-' : ratio.toFixed(2) + from,
    goalOf(goal, ours?.unit ?? ''),
    verdict(figure),
  ]
}

const heading = ['work', 'ours', 'peer', 'ratio', 'goal', 'reached?']

/** The figures as a table for a terminal; columns are as wide as they need to be. */
export function table(figures: readonly Figure[]): string {
  const rows = [heading, ...figures.map(cells)]
  const widths = heading.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

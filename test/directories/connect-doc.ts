import { readFileSync } from 'node:fs'

// Tests run from the root of the repository.
const text = readFileSync('docs/connect.md', 'utf8')

/** The blocks of a language in one section of docs/connect.md, in their order, without what indents them. */
export function blocksOf(section: string, language: 'sh' | 'ini' | 'json'): readonly string[] {
  const [, rest = ''] = text.split(`\n## ${section}\n`, 2)
  const [own = ''] = rest.split('\n## ', 1)
  const fence = new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, 'gm')
  return [...own.matchAll(fence)].map(([, indent = '', block = '']) =>
    block
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join('\n'),
  )
}

/** The settings of a section, as `.env` would have them. */
export function settingsOf(section: string): Readonly<Record<string, string>> {
  const lines = blocksOf(section, 'ini').join('\n').split('\n')
  return Object.fromEntries(
    lines
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

/** A text with each of these replaced; what is not there means that the page says something else by now. */
export function put(given: string, replaced: Readonly<Record<string, string>>): string {
  return Object.entries(replaced).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`docs/connect.md does not say ${from}`)
    return before.replaceAll(from, to)
  }, given)
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'

/** A regular expression of the program, as it is used. */
export interface Pattern {
  readonly file: string
  readonly source: string
  readonly flags: string
}

const root = join(import.meta.dirname, '..', '..', '..')

/** Every TypeScript file of the program, from the repository's root. */
export function sourceFiles(): readonly string[] {
  return ['src', 'dialogs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

function visit(value: unknown, see: (node: Node) => void): void {
  if (!isNode(value)) return
  see(value)
  for (const child of Object.values(value)) visit(child, see)
}

function parsed(file: string): unknown {
  return parseSync(readFileSync(join(root, file), 'utf8'), {
    syntax: 'typescript',
    target: 'es2024',
  })
}

/** The regular expressions that stand in the sources as literals. */
export function literalPatterns(): readonly Pattern[] {
  return sourceFiles().flatMap((file) => {
    const found: Pattern[] = []
    const add = (node: unknown, more: string): void => {
      if (!isNode(node) || node['type'] !== 'RegExpLiteral') return
      const flags = String(node['flags'])
      found.push({ file, source: String(node['pattern']), flags: flags.replace(more, '') + more })
    }
    visit(parsed(file), (node) => {
      add(node, '')
      const { callee, arguments: given } = node
      // `split` looks for every match, whatever the flags say.
      const isSplit = isNode(callee) && isNode(callee['property']) && callee['property']['value'] === 'split'
      if (isSplit && Array.isArray(given) && isNode(given[0])) add(given[0]['expression'], 'g')
    })
    return found
  })
}

/** How often a file calls `RegExp` to make a regular expression from text. */
export function countMade(file: string): number {
  let count = 0
  visit(parsed(file), (node) => {
    const callee = node['callee']
    if (node['type'] === 'NewExpression' && isNode(callee) && callee['value'] === 'RegExp') count += 1
  })
  return count
}

/** The regular expressions that a file makes from text while it is loaded. */
export async function madePatterns(file: string): Promise<readonly Pattern[]> {
  const compiled = join(root, 'dist', file.replace(/\.ts$/u, '.js'))
  // Everything that the file imports is loaded now, so that only its own are seen when it is loaded once more.
  await import(compiled)
  const found: Pattern[] = []
  const own = globalThis.RegExp
  globalThis.RegExp = new Proxy(own, {
    construct(target, [source, flags = '']: [string, string?]) {
      found.push({ file, source: String(source), flags: String(flags) })
      return new target(source, flags)
    },
  })
  try {
    await import(`${compiled}?patterns`)
  } finally {
    globalThis.RegExp = own
  }
  return found
}

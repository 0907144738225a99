/**
 * Cuts a table cell such as `help | help me | i need help` into its phrases: a hundred short phrases in as many lines
 * could not be read.
 */
export function phrases(cell: string): readonly string[] {
  return cell
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
}

/** A table of phrases, or of what is made of them, one row for each key. */
export function phraseTable<K extends string, V = readonly string[]>(
  keys: readonly K[],
  rowFor: (key: K) => V,
): Readonly<Record<K, V>> {
  return Object.fromEntries(keys.map((key) => [key, rowFor(key)])) as Record<K, V>
}

/** One table of the phrases that several tables, each of one language, have for the same keys. */
export function mergedPhrases<K extends string>(
  tables: readonly Readonly<Record<K, readonly string[]>>[],
): Readonly<Record<K, readonly string[]>> {
  const keys = tables.flatMap((table) => Object.keys(table) as K[])
  return phraseTable(keys, (key) => tables.flatMap((table) => table[key]))
}

import { decoyOf, hashKind } from '../domain/password-hash.ts'
import type { Change, Store } from '../ports/store.ts'

const key = 'hash-kinds'
/** Every sign-in compares with one hash of each kind, so more would be slower than a person waits. */
export const mostHashKinds = 4

const parse = (value: string): readonly string[] => value.split('\n').filter((line) => line !== '')

/** A decoy for each kind of hash that was ever imported. */
export async function decoysIn(store: Pick<Store, 'get'>): Promise<readonly string[]> {
  return parse((await store.get('settings', key))?.row.value ?? '')
}

/** The decoys of other kinds than a hash, one of each. */
export function otherKinds(decoys: readonly string[], hash: string): readonly string[] {
  const byKind = new Map(decoys.map((decoy) => [hashKind(decoy), decoy]))
  byKind.delete(hashKind(hash))
  return [...byKind.values()]
}

/**
 * Remembers the kinds of hashes that are imported, so that a sign-in takes the same for an unknown account and for one
 * whose hash is of any kind: it is compared with one hash of every kind (S88).
 *
 * @returns the kinds there are then, and the change that says so, if any is new
 */
export async function rememberKinds(
  store: Pick<Store, 'get'>,
  hashes: readonly string[],
): Promise<{ readonly kinds: number; readonly changes: readonly Change[] }> {
  const held = await store.get('settings', key)
  const known = parse(held?.row.value ?? '')
  const byKind = new Map(known.map((decoy) => [hashKind(decoy), decoy]))
  for (const hash of hashes) {
    const kind = hashKind(hash)
    if (!byKind.has(kind)) byKind.set(kind, decoyOf(hash))
  }
  if (byKind.size === known.length) return { kinds: byKind.size, changes: [] }
  const row = { key, value: [...byKind.values()].join('\n') }
  const change = { collection: 'settings', key, base: held?.version ?? 0, row } as const
  return { kinds: byKind.size, changes: [change] }
}

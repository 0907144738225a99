import { createSecretKey } from 'node:crypto'
import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import { collectionNames } from '../ports/collections.ts'
import type { Random } from '../ports/random.ts'
import type { Change, Store } from '../ports/store.ts'
import { auditChanges, headOf, systemChain, type AuditFact } from './audit-trail.ts'
import { commitWithRetry } from './commit-retry.ts'
import { decrypt, deriveKey, encrypt, type SealingKeys } from './sealing.ts'

const sealKeySchema = z.strictObject({
  id: z.string(),
  /** Base64url. */
  key: z.string(),
  /** From when on it seals, epoch ms: every instance knows it by then. */
  from: z.number(),
})

const ringSchema = z.strictObject({ root: z.string(), seals: z.array(sealKeySchema).min(1) })

/**
 * The keys of a store. They are kept in it, encrypted with a key that is derived from SECRET_KEY (NIST SP 800-57 part 1
 * section 5.3.6: key wrapping), so that SECRET_KEY can be changed without voiding what the other keys protect.
 */
export type KeyRing = z.output<typeof ringSchema>

/** Where a ring is kept, and what making one takes. */
export interface RingDeps {
  readonly store: Store
  readonly random: Random
  readonly clock: Clock
}

const settingKey = 'key-ring'
const keyBytes = 32
const rootBytes = 48
const idBytes = 4

const wrapKey = (secret: string) => createSecretKey(deriveKey(secret, 'wrap'))

/** The newest key that every instance knows by now comes first. */
export function sealingKeys({ root, seals }: KeyRing, now: number): SealingKeys {
  const known = seals.toSorted((a, b) => Number(b.from <= now) - Number(a.from <= now))
  return {
    root,
    seals: known.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64url') })),
  }
}

function unwrap(value: string, secret: string): KeyRing | null {
  const text = decrypt({ key: wrapKey(secret) }, value)
  return text === null ? null : ringSchema.parse(JSON.parse(text))
}

function wrapped({ random }: RingDeps, ring: KeyRing, secret: string) {
  return { key: settingKey, value: encrypt({ key: wrapKey(secret), random }, JSON.stringify(ring)) }
}

const change = (base: number, row: ReturnType<typeof wrapped>): Change => ({
  collection: 'settings',
  key: settingKey,
  base,
  row,
})

/** What may hold something that was sealed or hashed with the secret itself, before there was a ring. */
const older = ['conversations', 'challenges', 'limits', 'outbox', 'caseEntries', 'chats'] as const

async function isUnused({ store }: RingDeps): Promise<boolean> {
  for (const name of older) {
    for await (const _ of store.scan(name)) return false
  }
  return true
}

function newSeal({ random }: RingDeps, from: number): KeyRing['seals'][number] {
  const id = Buffer.from(random.bytes(idBytes)).toString('hex')
  return { id, key: Buffer.from(random.bytes(keyBytes)).toString('base64url'), from }
}

/** Keys of its own for a new store; for one of an earlier version those that SECRET_KEY gave it. */
async function firstRing(deps: RingDeps, secret: string): Promise<KeyRing> {
  if (await isUnused(deps)) {
    const root = Buffer.from(deps.random.bytes(rootBytes)).toString('base64url')
    return { root, seals: [newSeal(deps, 0)] }
  }
  const key = deriveKey(secret, 'seal').toString('base64url')
  return { root: secret, seals: [{ id: '', key, from: 0 }] }
}

const unopened = () =>
  new ServiceError(
    'ERR_CONFIG',
    'SECRET_KEY does not open the keys of this store. Give the key that did in SECRET_KEY_PREVIOUS, or restore it.',
  )

/** SECRET_KEY and, while it is being changed, what it was before. */
export interface RingSecrets {
  readonly current: string
  readonly previous: readonly string[]
}

const retried = { attempts: 5, busy: 'The keys of the store could not be written. Try again.' }

/**
 * The ring of a store: made at the first start, and encrypted anew where only a previous SECRET_KEY opened it.
 *
 * @throws ServiceError `ERR_CONFIG` when no key opens it; of the store
 */
export async function openRing(deps: RingDeps, secrets: RingSecrets): Promise<KeyRing> {
  const { current, previous } = secrets
  return commitWithRetry(retried, async () => {
    const found = await deps.store.get('settings', settingKey)
    if (found === null) {
      const result = await firstRing(deps, current)
      const commit = await deps.store.commit([change(0, wrapped(deps, result, current))])
      return { commit, result }
    }
    const { row, version } = found
    const known = unwrap(row.value, current)
    if (known !== null) return { commit: { outcome: 'committed' }, result: known }
    const [result] = previous.flatMap((secret) => unwrap(row.value, secret) ?? [])
    if (result === undefined) throw unopened()
    const fact = { action: 'keys.rewrapped', actor: 'start', details: {} }
    const changes = [change(version, wrapped(deps, result, current)), ...(await noted(deps, fact))]
    return { commit: await deps.store.commit(changes), result }
  })
}

/** The ring as it is now; null when SECRET_KEY opens it no more. @throws ServiceError of the store */
export async function readRing({ store }: RingDeps, secret: string): Promise<KeyRing | null> {
  const found = await store.get('settings', settingKey)
  return found === null ? null : unwrap(found.row.value, secret)
}

async function noted(
  { store, clock }: RingDeps,
  fact: Pick<AuditFact, 'action' | 'actor' | 'details'>,
): Promise<readonly Change[]> {
  const head = await headOf(store, systemChain)
  return auditChanges(head, { ...fact, chain: systemChain, at: clock.now() })
}

/** How many rows hold something that each key sealed, by its id. */
async function countSealed({ store }: RingDeps, seals: KeyRing['seals']) {
  const counts = new Map(seals.map(({ id }) => [id, 0]))
  for (const name of collectionNames) {
    for await (const { row } of store.scan(name)) {
      const text = JSON.stringify(row)
      for (const { id } of seals) {
        if (id !== '' && text.includes(`${id}~`)) counts.set(id, (counts.get(id) ?? 0) + 1)
      }
    }
  }
  return counts
}

/** For so long after a key's successor began, some instance may still seal with it. */
const settledMs = 10 * 60_000

/** Whether a key stays even if no row names it: it may still seal, or its rows cannot be told from others. */
function isNeeded({ seals }: KeyRing, place: number, now: number): boolean {
  const successor = seals[place - 1]
  return successor === undefined || successor.from > now - settledMs || seals[place]?.id === ''
}

/** What a rotation did. */
export interface Rotation {
  readonly id: string
  /** From when on the new key seals, epoch ms. */
  readonly from: number
  /** Rows that earlier keys, which are kept for them, sealed. */
  readonly olderRows: number
  /** Keys that no row needed any more. */
  readonly dropped: number
}

/**
 * Gives a store a new key to seal with. Earlier ones still open what they sealed, and are dropped at the first rotation
 * that finds no such row.
 *
 * @param asked `delayMs` until the new key seals: while instances share a store, longer than they take to hear of it
 * @throws ServiceError `ERR_CONFIG` when the secret does not open the ring; of the store
 */
export async function rotateRing(
  deps: RingDeps,
  asked: { readonly secret: string; readonly wrapWith: string; readonly delayMs: number },
): Promise<Rotation> {
  const now = deps.clock.now()
  return commitWithRetry(retried, async () => {
    const found = await deps.store.get('settings', settingKey)
    const ring = found === null ? null : unwrap(found.row.value, asked.secret)
    if (found === null || ring === null) throw unopened()
    const counts = await countSealed(deps, ring.seals)
    const kept = ring.seals.filter(
      ({ id }, place) => isNeeded(ring, place, now) || (counts.get(id) ?? 0) > 0,
    )
    const made = newSeal(deps, now + asked.delayMs)
    const next = { ...ring, seals: [made, ...kept] }
    const dropped = ring.seals.length - kept.length
    const fact = { action: 'keys.rotated', actor: 'cli', details: { key: made.id, dropped } }
    const changes = [
      change(found.version, wrapped(deps, next, asked.wrapWith)),
      ...(await noted(deps, fact)),
    ]
    const olderRows = [...counts.values()].reduce((sum, each) => sum + each, 0)
    return {
      commit: await deps.store.commit(changes),
      result: { id: made.id, from: made.from, olderRows, dropped },
    }
  })
}

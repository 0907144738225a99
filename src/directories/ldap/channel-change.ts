import { Attribute, Change, NotFilter, PresenceFilter, type Client } from 'ldapts'
import type { DirectoryChannel, DirectoryOutcome } from '../../ports/directory.ts'
import { readEmail, readMobile, type Reading } from '../exact.ts'
import type { RawEntry } from './attributes.ts'
import { AssertionControl } from './controls.ts'
import type { LdapKind } from './kind.ts'
import { codeOf, isRefusal, resultCode, wordsOf } from './outage.ts'

/** One value to put in the place of another; null for none. */
export interface ChannelChange {
  readonly channel: DirectoryChannel
  readonly from: string | null
  readonly to: string | null
}

const changed = (operation: 'add' | 'delete', type: string, value: string): Change =>
  new Change({ operation, modification: new Attribute({ type, values: [value] }) })

/** How a value of this channel is read. */
function readerOf(channel: DirectoryChannel, reading: Reading) {
  return channel.endsWith('Mobile')
    ? (text: string): string | null => readMobile(text, reading)
    : readEmail
}

/**
 * The changes that replace a value however it is written there; null when it is no longer there.
 *
 * @param type the attribute of the channel
 */
export function planChange(
  raw: RawEntry,
  { channel, from, to }: ChannelChange,
  { type, reading }: { readonly type: string; readonly reading: Reading },
): readonly Change[] | null {
  const read = readerOf(channel, reading)
  const values = raw.texts(type)
  const readable = values.filter((value) => read(value) !== null)
  const old = values.filter((value) => from !== null && read(value) === from)
  if (from === null ? readable.length > 0 : old.length === 0) return null
  const isThere = to === null || readable.some((value) => read(value) === to && to !== from)
  return [
    ...old.map((value) => changed('delete', type, value)),
    ...(isThere ? [] : [changed('add', type, to)]),
  ]
}

/** What a refused modification means. */
function outcomeOf(error: unknown, { from, to }: ChannelChange): DirectoryOutcome {
  const code = codeOf(error)
  if (code === resultCode.noSuchAttribute || code === resultCode.assertionFailed) {
    return { outcome: 'moved' }
  }
  if (from === null && code === resultCode.attributeOrValueExists) return { outcome: 'moved' }
  if (!isRefusal(error)) throw error
  // Of OpenLDAP's slapo-unique.
  if (code === resultCode.constraintViolation && /not unique/i.test(error.message)) {
    return { outcome: 'taken' }
  }
  return { outcome: 'refused', words: wordsOf(error, [from ?? '', to ?? '']) }
}

/** Makes the changes in one modification: the directory makes all of them, or none when the old value has gone. */
export async function applyChange(
  client: Client,
  raw: RawEntry,
  plan: {
    readonly changes: readonly Change[]
    readonly to: ChannelChange
    readonly type: string
    readonly kind: LdapKind
  },
): Promise<DirectoryOutcome> {
  const { changes, to, type, kind } = plan
  if (changes.length === 0) return { outcome: 'done' }
  // What was not there has no value to compare: the directory is told to look for any.
  const guard =
    kind.knowsAssertions && to.from === null && raw.texts(type).length === 0
      ? [new AssertionControl(new NotFilter({ filter: new PresenceFilter({ attribute: type }) }))]
      : []
  try {
    await client.modify(raw.dn, [...changes], guard)
    return { outcome: 'done' }
  } catch (error) {
    return outcomeOf(error, to)
  }
}

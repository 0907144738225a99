import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { ServiceError } from '../errors.ts'
import type {
  Directory,
  DirectoryAbilities,
  DirectoryEntry,
  DirectoryKey,
  DirectoryOutcome,
} from '../ports/directory.ts'

/** What became of one promise of the port. */
export interface Verdict {
  readonly promise: string
  readonly verdict: 'kept' | 'not offered' | 'broken'
  /** What was seen; empty where there is nothing to add. Never a value of somebody. */
  readonly detail: string
}

/** A promise, and what was seen instead; null when it was kept. */
type Probe = readonly [promise: string, isOffered: boolean, look: () => Promise<string | null>]

async function judge([promise, isOffered, look]: Probe): Promise<Verdict> {
  if (!isOffered) return { promise, verdict: 'not offered', detail: '' }
  try {
    const seen = await look()
    return { promise, verdict: seen === null ? 'kept' : 'broken', detail: seen ?? '' }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { promise, verdict: 'broken', detail: error.message }
  }
}

const counted = (entries: readonly (readonly DirectoryEntry[])[]): string =>
  entries.map((list) => list.length).join(', ')

/** Keys that nobody has, one of each kind that is offered. */
function nobodysKeys({ finds }: DirectoryAbilities): readonly DirectoryKey[] {
  const digits = String(randomInt(1_000_000)).padStart(6, '0')
  const all: readonly DirectoryKey[] = [
    { by: 'reference', value: randomUUID() },
    { by: 'account-id', value: `nobody-${randomUUID()}` },
    { by: 'mobile', value: `+86199${digits}00` },
    { by: 'login-email', value: `nobody-${randomUUID()}@example.com` },
    { by: 'server-ip', value: `1.0.${randomInt(256)}.${randomInt(256)}` },
  ]
  return all.filter(({ by }) => finds.includes(by))
}

const patterns = ['*', '%', '*)(objectClass=*', "' or 1=1 --", '\u0000']

async function findNobody(
  directory: Directory,
  keys: readonly DirectoryKey[],
): Promise<string | null> {
  const found = await directory.find(keys)
  const isRight = found.length === keys.length && found.every((list) => list.length === 0)
  return isRight ? null : `answered ${counted(found)} entries`
}

function readsOfNobody(directory: Directory): readonly Probe[] {
  const { abilities } = directory
  return [
    ['can be asked', true, async () => directory.check().then(() => null)],
    [
      'finds by reference and account ID',
      true,
      async () =>
        abilities.finds.includes('reference') && abilities.finds.includes('account-id')
          ? null
          : `finds by ${abilities.finds.join(', ')} alone`,
    ],
    [
      'answers each of several keys, and nobody for unknown ones',
      true,
      async () => findNobody(directory, nobodysKeys(abilities)),
    ],
    [
      'takes no value for a pattern',
      true,
      async () =>
        findNobody(
          directory,
          patterns.map((value) => ({ by: 'account-id', value })),
        ),
    ],
    [
      'knows no password of nobody',
      abilities.verifiesPassword,
      async () => {
        const answer = await directory.verifyPassword(randomUUID(), 'x')
        return answer === 'wrong' ? null : `answered ${answer}`
      },
    ],
  ]
}

/** Every key of an entry that it should be found by. */
function keysOf(entry: DirectoryEntry, { finds }: DirectoryAbilities): readonly DirectoryKey[] {
  const all: readonly DirectoryKey[] = [
    { by: 'reference', value: entry.reference },
    { by: 'account-id', value: entry.accountId },
    ...entry.recoveryMobiles.map((value) => ({ by: 'mobile', value }) as const),
    ...entry.loginEmails.map((value) => ({ by: 'login-email', value }) as const),
    ...entry.servers.map((value) => ({ by: 'server-ip', value }) as const),
  ]
  return all.filter(({ by }) => finds.includes(by))
}

function readsOf(directory: Directory, entry: DirectoryEntry): readonly Probe[] {
  return [
    [
      'finds an account by each of its values',
      true,
      async () => {
        const keys = keysOf(entry, directory.abilities)
        const found = await directory.find(keys)
        const missed = keys.filter(
          (_, index) =>
            found[index]?.some(({ reference }) => reference === entry.reference) !== true,
        )
        return missed.length === 0 ? null : `not by ${missed.map(({ by }) => by).join(', ')}`
      },
    ],
    [
      'takes an empty password for nobody’s',
      directory.abilities.verifiesPassword,
      async () => {
        const answer = await directory.verifyPassword(entry.reference, '')
        return answer === 'right' ? 'answered right' : null
      },
    ],
  ]
}

const unless = (wanted: DirectoryOutcome['outcome'], got: DirectoryOutcome): string | null =>
  got.outcome === wanted ? null : `answered ${got.outcome}`

/** A password of 32 characters of every kind. */
const newPassword = (): string => `Aa1-${randomBytes(21).toString('base64url')}`

async function changePassword(
  directory: Directory,
  { reference }: DirectoryEntry,
): Promise<string | null> {
  const password = newPassword()
  const change = { operation: randomUUID(), reference }
  const set = await directory.setPassword(change, password)
  if (set.outcome !== 'done') return `answered ${set.outcome}`
  if (!directory.abilities.verifiesPassword) return null
  const answers = [
    await directory.verifyPassword(reference, password),
    await directory.verifyPassword(reference, newPassword()),
  ]
  return answers.join() === 'right,wrong' ? null : `then answered ${answers.join(' and ')}`
}

/** Takes a login email away that was put there, where there was none. */
async function changeEmail(
  directory: Directory,
  { reference }: DirectoryEntry,
): Promise<string | null> {
  const channel = 'loginEmail' as const
  const to = `verify-${randomUUID()}@example.com`
  const steps = [
    { channel, from: null, to },
    { channel, from: to, to: null },
  ]
  for (const step of steps) {
    const outcome = await directory.changeChannel({ operation: randomUUID(), reference }, step)
    if (outcome.outcome !== 'done') return `answered ${outcome.outcome}`
  }
  return null
}

function writesOf(directory: Directory, entry: DirectoryEntry): readonly Probe[] {
  const { abilities } = directory
  const { reference } = entry
  const [channel] = abilities.changes
  const about = () => ({ operation: randomUUID(), reference })
  const gone = { from: `gone-${randomUUID()}@example.com`, to: null }
  return [
    [
      'sets a password, which then is right and no other is',
      abilities.setsPassword,
      async () => changePassword(directory, entry),
    ],
    [
      'answers moved when a value is no longer there',
      channel !== undefined,
      async () =>
        channel === undefined
          ? null
          : unless('moved', await directory.changeChannel(about(), { channel, ...gone })),
    ],
    [
      'adds a login email where there is none, and takes it away',
      abilities.changes.includes('loginEmail') && entry.loginEmails.length === 0,
      async () => changeEmail(directory, entry),
    ],
    [
      'opens an account that is open',
      abilities.unlocks,
      async () => unless('done', await directory.unlock(about())),
    ],
    [
      'ends sessions',
      abilities.endsSessions,
      async () => unless('done', await directory.endSessions(about())),
    ],
  ]
}

/** What is looked at beside what needs no account. */
export interface VerifyOptions {
  /** The ID of an account to read; null for none. */
  readonly read: string | null
  /** The ID of an account to try changes on. Its password is another afterwards. Null for none. */
  readonly write: string | null
}

async function ofAccount(directory: Directory, value: string): Promise<DirectoryEntry | Verdict> {
  const promise = 'finds the named account once'
  try {
    const [found = []] = await directory.find([{ by: 'account-id', value }])
    const [entry] = found
    if (entry !== undefined && found.length === 1) return entry
    return { promise, verdict: 'broken', detail: `found ${found.length} entries` }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { promise, verdict: 'broken', detail: error.message }
  }
}

/** Holds a directory to the promises of the port, reading alone unless an account is named for changes. */
export async function verifyDirectory(
  directory: Directory,
  { read, write }: VerifyOptions,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  for (const probe of readsOfNobody(directory)) verdicts.push(await judge(probe))
  const id = write ?? read
  if (id === null) return verdicts
  const entry = await ofAccount(directory, id)
  if ('verdict' in entry) return [...verdicts, entry]
  const writes = write === null ? [] : writesOf(directory, entry)
  for (const probe of [...readsOf(directory, entry), ...writes]) verdicts.push(await judge(probe))
  return verdicts
}

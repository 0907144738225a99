import { z } from 'zod'
import { ServiceError } from '../../errors.ts'
import type {
  Directory,
  DirectoryAbilities,
  DirectoryChange,
  DirectoryEntry,
  DirectoryOutcome,
} from '../../ports/directory.ts'
import {
  isAskable,
  isExact,
  mostEntries,
  readAccountId,
  readEach,
  readEmail,
  readMobile,
  readServerIp,
  type Reading,
} from '../exact.ts'
import { everyAbility, notOffered } from '../home.ts'
import * as answers from './answers.ts'
import { call, type HttpAddress } from './call.ts'

/** Everything a directory over HTTP is opened with. */
export interface HttpOptions {
  readonly address: HttpAddress
  readonly reading: Reading
}

function passOverOutage(error: unknown): void {
  if (!(error instanceof ServiceError)) throw error
}

const emails = (texts: readonly string[] = []): readonly string[] => readEach(texts, readEmail)

const longestReference = 1000

/** An answered entry as the port has it: canonical, and what cannot be read left out; null without an account ID. */
function readEntry(given: z.output<typeof answers.entry>, reading: Reading): DirectoryEntry | null {
  const accountId = readAccountId(given.accountId)
  if (accountId === null || given.reference.length > longestReference) return null
  const mobiles = (texts: readonly string[] = []) =>
    readEach(texts, (text) => readMobile(text, reading))
  return {
    reference: given.reference,
    accountId,
    displayName: given.displayName ?? null,
    status: given.status,
    signedUpWith: given.signedUpWith ?? null,
    loginEmails: emails(given.loginEmails),
    recoveryMobiles: mobiles(given.recoveryMobiles),
    recoveryEmails: emails(given.recoveryEmails),
    contactMobiles: mobiles(given.contactMobiles),
    contactEmails: emails(given.contactEmails),
    servers: readEach(given.servers ?? [], (text) => readServerIp(text, reading)),
    locale: given.locale ?? null,
    hasPassword: given.hasPassword,
    passwordChangedAt: given.passwordChangedAt ?? null,
  }
}

/** What is taken for granted until the API has said what it can do: everything but what a repeat would rely on. */
const assumed: DirectoryAbilities = { ...everyAbility, knowsOperations: false }

/** What an API can do, asked once; while it is away each call asks again. */
interface Learning {
  readonly known: () => DirectoryAbilities | null
  /** @throws ServiceError `ERR_DIRECTORY_UNAVAILABLE` */
  readonly learn: () => Promise<DirectoryAbilities>
}

function learnFrom(address: HttpAddress): Learning {
  let known: DirectoryAbilities | null = null
  return {
    known: () => known,
    async learn() {
      known ??= await call(address, { path: '/abilities', answer: answers.abilities })
      return known
    },
  }
}

/** Asks for entries; only what is exact of what comes back is anybody. */
function createFind({ address, reading }: HttpOptions, { learn }: Learning): Directory['find'] {
  return async (keys) => {
    const { finds } = await learn()
    const isAsked = keys.map((key) => finds.includes(key.by) && isAskable(key, reading))
    const asked = keys.filter((_, index) => isAsked[index] === true)
    if (asked.length === 0) return keys.map(() => [])
    const { entries } = await call(address, {
      path: '/find',
      body: { keys: asked },
      answer: answers.found.refine((found) => found.entries.length === asked.length),
    })
    const read = entries.map((list) => list.flatMap((given) => readEntry(given, reading) ?? []))
    return keys.map((key, index) => {
      if (isAsked[index] !== true) return []
      const list = read[asked.indexOf(key)] ?? []
      return list.filter((entry) => isExact(entry, key)).slice(0, mostEntries)
    })
  }
}

/** Makes the changes that the directory says it makes; of others it is not asked. */
function createChanges(address: HttpAddress, { learn }: Learning) {
  const change = async (
    path: string,
    { operation, reference }: DirectoryChange,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<DirectoryOutcome> =>
    call(address, { path, operation, body: { reference, ...more }, answer: answers.outcome })
  return {
    setPassword: async (about, password) =>
      (await learn()).setsPassword ? change('/set-password', about, { password }) : notOffered,
    changeChannel: async (about, { channel, from, to }) =>
      (await learn()).changes.includes(channel)
        ? change('/change-channel', about, { channel, from, to })
        : notOffered,
    endSessions: async (about) =>
      (await learn()).endsSessions ? change('/end-sessions', about) : notOffered,
    unlock: async (about) => ((await learn()).unlocks ? change('/unlock', about) : notOffered),
  } satisfies Partial<Directory>
}

/**
 * Accounts behind an API of the provider's, which keeps to docs/directory.openapi.yaml. What it can do is asked here; of
 * one that is away everything is expected, and it is asked again with the next call.
 */
export async function openHttpDirectory(options: HttpOptions): Promise<Directory> {
  const { address } = options
  const learning = learnFrom(address)
  await learning.learn().catch(passOverOutage)
  return {
    get abilities() {
      return learning.known() ?? assumed
    },
    find: createFind(options, learning),
    async verifyPassword(reference, password) {
      if (password === '' || reference === '') return 'wrong'
      if (!(await learning.learn()).verifiesPassword) return 'wrong'
      const body = { reference, password }
      const answer = answers.verified
      return (await call(address, { path: '/verify-password', body, answer })).answer
    },
    ...createChanges(address, learning),
    async check() {
      await learning.learn()
      await call(address, { path: '/health', answer: z.object({}) })
    },
    async close() {},
  }
}

import { z } from 'zod'
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
  readEach,
  readEmail,
  readMobile,
  readServerIp,
  type Reading,
} from '../exact.ts'
import * as answers from './answers.ts'
import { call, type HttpAddress } from './call.ts'

/** Everything a directory over HTTP is opened with. */
export interface HttpOptions {
  readonly address: HttpAddress
  readonly reading: Reading
}

const notOffered: DirectoryOutcome = {
  outcome: 'refused',
  words: 'this directory does not do so',
}

const emails = (texts: readonly string[] = []): readonly string[] => readEach(texts, readEmail)

/** An answered entry as the port has it: canonical, and what cannot be read left out. */
function readEntry(given: z.output<typeof answers.entry>, reading: Reading): DirectoryEntry {
  const mobiles = (texts: readonly string[] = []) =>
    readEach(texts, (text) => readMobile(text, reading))
  return {
    reference: given.reference,
    accountId: given.accountId,
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

/** Asks for entries; only what is exact of what comes back is anybody. */
function createFind(
  { address, reading }: HttpOptions,
  { finds }: DirectoryAbilities,
): Directory['find'] {
  return async (keys) => {
    const isAsked = keys.map((key) => finds.includes(key.by) && isAskable(key, reading))
    const asked = keys.filter((_, index) => isAsked[index] === true)
    if (asked.length === 0) return keys.map(() => [])
    const { entries } = await call(address, {
      path: '/find',
      body: { keys: asked },
      answer: answers.found.refine((found) => found.entries.length === asked.length),
    })
    const read = entries.map((list) => list.map((given) => readEntry(given, reading)))
    return keys.map((key, index) => {
      if (isAsked[index] !== true) return []
      const list = read[asked.indexOf(key)] ?? []
      return list.filter((entry) => isExact(entry, key)).slice(0, mostEntries)
    })
  }
}

/** Makes the changes that the directory says it makes; of others it is not asked. */
function createChanges(address: HttpAddress, abilities: DirectoryAbilities) {
  const change = async (
    path: string,
    { operation, reference }: DirectoryChange,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<DirectoryOutcome> =>
    call(address, { path, operation, body: { reference, ...more }, answer: answers.outcome })
  return {
    setPassword: async (about, password) =>
      abilities.setsPassword ? change('/set-password', about, { password }) : notOffered,
    changeChannel: async (about, { channel, from, to }) =>
      abilities.changes.includes(channel)
        ? change('/change-channel', about, { channel, from, to })
        : notOffered,
    endSessions: async (about) =>
      abilities.endsSessions ? change('/end-sessions', about) : notOffered,
    unlock: async (about) => (abilities.unlocks ? change('/unlock', about) : notOffered),
  } satisfies Partial<Directory>
}

/**
 * Accounts behind an API of the provider's, which keeps to docs/directory.openapi.yaml. What it can do is asked once,
 * here.
 *
 * @throws ServiceError `ERR_DIRECTORY_UNAVAILABLE` when it does not say what it can do
 */
export async function openHttpDirectory(options: HttpOptions): Promise<Directory> {
  const { address } = options
  const abilities = await call(address, { path: '/abilities', answer: answers.abilities })
  return {
    abilities,
    find: createFind(options, abilities),
    async verifyPassword(reference, password) {
      if (!abilities.verifiesPassword || password === '' || reference === '') return 'wrong'
      const body = { reference, password }
      const answer = answers.verified
      return (await call(address, { path: '/verify-password', body, answer })).answer
    },
    ...createChanges(address, abilities),
    async check() {
      await call(address, { path: '/health', answer: z.object({}) })
    },
    async close() {},
  }
}

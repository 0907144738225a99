import { createEmbeddedDirectory } from '../../src/directories/embedded.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createStand, start } from '../operations/stand.ts'
import { directoryContract } from './contract.ts'
import { firstPassword, people, type Person, type Stand } from './people.ts'

const later = start + 24 * 3_600_000

function rowOf(one: Person): object {
  const [loginEmail, recoveryMobile] = [one.mails[0], one.e164[0]]
  return {
    id: one.id,
    displayName: one.name,
    password: firstPassword,
    ...(loginEmail === undefined ? {} : { loginEmail }),
    ...(recoveryMobile === undefined ? {} : { recoveryMobile }),
    servers: one.servers.map((ip) => ({ ip })),
    status: one.status === 'disabled' ? 'disabled' : 'active',
  }
}

async function embeddedStand(): Promise<Stand> {
  const store = createMemoryStore()
  const { deps, importObjects } = createStand(store)
  await importObjects(Object.values<Person>(people).map(rowOf))
  const locked = await store.get('accounts', people.locked.id)
  if (locked === null) throw new Error('nobody there')
  const row = { ...locked.row, lockedUntil: later }
  await store.commit([{ collection: 'accounts', key: row.id, base: locked.version, row }])
  return {
    directory: createEmbeddedDirectory({
      ...deps,
      reading: { defaultRegion: 'CN', allowDocumentationIps: true },
    }),
    hasOpaqueReferences: false,
    hasManyValues: false,
    statuses: ['active', 'locked', 'disabled'],
    badPasswords: [
      { password: 'sh0rt', refusal: 'too-short' },
      { password: 'aaaaaaaaaaaa', refusal: 'too-simple' },
      { password: firstPassword, refusal: 'used-before' },
    ],
  }
}

describe('accounts in the store', () => {
  let stand: Stand | null = null
  before(async () => {
    stand = await embeddedStand()
  })
  directoryContract(() => {
    if (stand === null) throw new Error('no stand')
    return stand
  })
})

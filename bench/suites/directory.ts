import { join } from 'node:path'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import {
  baseDn,
  hasSlapd,
  noSlapd,
  serviceDn,
  servicePassword,
  slapdOptions,
  startSlapd,
  type Slapd,
} from '../../test/directories/slapd.ts'
import { fill } from '../accounts.ts'
import { writeLdif } from '../directory-people.ts'
import { figure, median, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startReplyCounter } from '../load/connector.ts'
import { alternate, ratiosOf, type Rounded } from '../load/rounds.ts'
import { createPeople, mobileOf } from '../load/talk.ts'
import { startProcess } from '../process/parent.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'

const suite = 'directory'
const accounts = 20_000
const gibibyte = 1024 ** 3

/** An OpenLDAP with the first accounts in it, in a folder. */
async function filledSlapd(folder: string, count: number): Promise<Slapd> {
  const slapd = await startSlapd({ parent: folder, maxSize: 8 * gibibyte })
  const file = join(folder, 'people.ldif')
  await writeLdif(file, count)
  await slapd.loadFile(file)
  return slapd
}

const variablesOf = ({ secureUrl, certificate }: Slapd) => ({
  DIRECTORY: 'ldap',
  LDAP_URL: secureUrl,
  LDAP_CA_FILE: certificate.certificateFile,
  LDAP_BIND_DN: serviceDn,
  LDAP_BIND_PASSWORD: servicePassword,
  LDAP_BASE_DN: `ou=people,${baseDn}`,
})

/** The same program with accounts in either home, loaded in turn. */
async function measureChat(
  depth: Depth,
  slapd: Slapd,
): Promise<Readonly<Record<'ours' | 'embedded', Rounded>>> {
  const dirs = [await makeFolder(), await makeFolder()] as const
  const store = await openLowdbStore({ dir: dirs[0] })
  await fill(store, accounts)
  await store.close()
  const replies = await startReplyCounter()
  const seat = createPeople({ serviceUrl: replies.url, isInline: false })
  const embedded = await startProcess('latchkey', { args: [dirs[0]] })
  const more = JSON.stringify(variablesOf(slapd))
  const ours = await startProcess('latchkey', { args: [dirs[1], 'off', '', more] })
  try {
    const variants = { ours: { server: ours, seat }, embedded: { server: embedded, seat } }
    return await alternate(variants, roundsOf(depth))
  } finally {
    await Promise.all([ours.stop(), embedded.stop(), replies.close()])
    for (const dir of dirs) await removeFolder(dir)
  }
}

const lookUps = 300

/** How long somebody's number takes to be found in each of several directories, asked in turn; medians, ms. */
async function measureFinds(
  sizes: readonly { readonly slapd: Slapd; readonly count: number }[],
): Promise<readonly number[]> {
  const each = sizes.map(({ slapd, count }) => ({
    count,
    directory: createLdapDirectory(slapdOptions(slapd)),
    times: [] as number[],
  }))
  for (let round = 0; round < lookUps; round += 1) {
    for (const { directory, count, times } of each) {
      // All over the directory, so that no cache has seen the entry.
      const value = mobileOf((round * 7_919 * 131) % count)
      const began = performance.now()
      const [found = []] = await directory.find([{ by: 'mobile', value }])
      times.push(performance.now() - began)
      if (found.length !== 1) throw new Error(`${found.length} found of ${count} entries`)
    }
  }
  await Promise.all(each.map(async ({ directory }) => directory.close()))
  return each.map(({ times }) => median(times.slice(lookUps / 10)))
}

function chatFigure(rounds: Awaited<ReturnType<typeof measureChat>> | null): Figure {
  const parts = {
    suite,
    work: 'p99 of a flow turn, accounts in OpenLDAP',
    goal: { of: 'ratio', bound: 'at most', limit: 2 },
  } as const
  if (rounds === null) return figure({ ...parts, ours: null, note: noSlapd })
  const { ours, embedded } = rounds
  const peer = { name: 'embedded', value: embedded.p99Ms, unit: 'ms' }
  const compared = ratiosOf(ours, embedded, ({ p99Ms }) => p99Ms)
  return figure({ ...parts, ours: { value: ours.p99Ms, unit: 'ms' }, peer, ...compared })
}

const ms = (value: number) => ({ value, unit: 'ms' })

function findFigures([small, large]: readonly number[], count: number): readonly Figure[] {
  // The moment at which a look-up is answered, whatever it finds: src/directories/evenly.ts.
  const moment = { of: 'value', bound: 'at most', limit: 50 } as const
  const first = figure({
    suite,
    work: 'a look-up in OpenLDAP, 10,000 entries, p50',
    ours: small === undefined ? null : ms(small),
    goal: moment,
    note: small === undefined ? noSlapd : null,
  })
  if (small === undefined || large === undefined) return [first]
  const work = `the same among ${count.toLocaleString('en')}`
  const goal = { of: 'ratio', bound: 'at most', limit: 1.5 } as const
  const peer = { name: '10,000', ...ms(small) }
  return [first, figure({ suite, work, ours: ms(large), peer, goal })]
}

async function run(depth: Depth): Promise<readonly Figure[]> {
  if (!hasSlapd()) return [chatFigure(null), ...findFigures([], 0)]
  const folder = await makeFolder()
  const chat = await filledSlapd(folder, accounts)
  const figures: Figure[] = []
  const others: Slapd[] = []
  try {
    figures.push(chatFigure(await measureChat(depth, chat)))
    const counts = [10_000, ...(depth.isFull ? [1_000_000] : [])]
    for (const count of counts) others.push(await filledSlapd(folder, count))
    const sizes = others.map((slapd, at) => ({ slapd, count: counts[at] ?? 0 }))
    figures.push(...findFigures(await measureFinds(sizes), counts.at(-1) ?? 0))
  } finally {
    await Promise.all([chat, ...others].map(async (slapd) => slapd.remove()))
    await removeFolder(folder)
  }
  return figures
}

/** Turns and look-ups with the accounts in an OpenLDAP of this machine, beside the embedded store. */
export const directory: Suite = { name: suite, run }

import { Socket } from 'node:net'
import { systemClock, systemRandom } from '../../src/app/system.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { openPostgresStore } from '../../src/stores/postgres/postgres-store.ts'
import { createPeople } from '../load/talk.ts'
import { serveParent } from '../process/child.ts'
import { coreOver } from './core.ts'
import { turnOf } from './turn.ts'

// The middle of the program over one of the stores, without its doors: its turns are made here.
const [, , dir = '', url = ''] = process.argv
const atOnce = 16

let [statements, bytes] = [0, 0]

/** Counts what leaves this process: nothing but the database is spoken to. */
// oxlint-disable-next-line typescript/unbound-method -- it is called on the socket that it is asked of
const write = Socket.prototype.write
Socket.prototype.write = function counted(this: Socket, ...given: Parameters<typeof write>) {
  const [sent] = given
  bytes += typeof sent === 'string' ? Buffer.byteLength(sent) : sent.length
  return write.apply(this, given)
} as typeof write

const store =
  url === ''
    ? await openLowdbStore({ dir })
    : await openPostgresStore({
        url,
        clock: systemClock,
        random: systemRandom,
        onStatement: () => (statements += 1),
      })
const core = coreOver({
  store,
  messenger: { async deliver() {}, async pretend() {}, async close() {} },
  chat: { async send() {} },
})
core.courier.start()
const seat = createPeople({ serviceUrl: 'http://127.0.0.1:9', isInline: true })
const people = Array.from({ length: atOnce }, seat)

/** So many turns, several at once, and what they came to. */
async function talk(given: unknown) {
  let left = Number(given)
  ;[statements, bytes] = [0, 0]
  const startedAt = performance.now()
  await Promise.all(
    people.map(async (next) => {
      while (left > 0) {
        left -= 1
        await core.conversations.receive(turnOf(next()))
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1_000
  return { turnsPerSecond: Number(given) / seconds, statements, bytes }
}

serveParent(null, { talk })

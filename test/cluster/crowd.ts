import { expect } from 'chai'
import { verifyAudit } from '../../src/operations/audit.ts'
import type { Change, Store } from '../../src/ports/store.ts'
import { all, put } from '../contracts/changes.ts'
import { account } from '../contracts/rows.ts'
import type { Reachable } from '../stand-ins/program.ts'
import { patiently } from './patiently.ts'
import { createPerson, type Person } from './person.ts'
import type { SmsGateway } from './sms-gateway.ts'

const idOf = (n: number): string => String(200_000_000_000 + n)
const numberOf = (n: number): string => `+86138${String(10_000_000 + n)}`

/** So many accounts, one for each person who may come. */
export const accountsOf = (count: number): readonly Change[] =>
  Array.from({ length: count }, (_, n) => put(account(idOf(n), { recoveryMobile: numberOf(n) })))

/** Everybody who comes, each to recover an account of their own by its number. */
export interface Crowd {
  /** So many more come at once; answers what each of those who could not end their recovery met. */
  arrive(count: number): Promise<readonly string[]>
  readonly size: () => number
  /** Messages that a channel delivered more than once. */
  readonly redelivered: () => number
  /** The longest that each person waited for an answer, milliseconds, shortest first. */
  readonly slowestMs: () => readonly number[]
  /** Each got one code and one notice, and every acknowledged effect is in the store once. @throws AssertionError */
  expectWhole(store: Store): Promise<void>
}

/** A crowd at a door, whose texts come to a gateway. */
export function createCrowd(door: Reachable, gateway: SmsGateway): Crowd {
  const people: Person[] = []

  /** What a worker that was killed had claimed comes back after its lease. */
  const textWith = async (n: number, pattern: RegExp): Promise<string> =>
    patiently('a text', async () => {
      const texts = gateway.to(numberOf(n)).map(({ text }) => text)
      return texts.map((text) => pattern.exec(text)?.[0]).find((found) => found !== undefined)
    })

  /** One recovery from the first word to the last text. */
  async function recover(person: Person, n: number): Promise<void> {
    expect(await person.say('find my account')).to.equal('ask-method')
    expect(await person.say('mobile number')).to.equal('ask-mobile')
    expect(await person.say(numberOf(n).slice(3))).to.equal('ask-code')
    const code = await textWith(n, /(?<!\d)\d{6}(?!\d)/)
    expect(await person.say(code)).to.equal('ask-what')
    await textWith(n, new RegExp(idOf(n)))
  }

  return {
    async arrive(count) {
      const first = people.length
      const arriving = Array.from({ length: count }, () => createPerson(door))
      people.push(...arriving)
      const ends = await Promise.allSettled(
        arriving.map(async (person, place) => recover(person, first + place)),
      )
      return ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []))
    },
    size: () => people.length,
    redelivered: () => people.reduce((sum, person) => sum + person.redelivered(), 0),
    slowestMs: () => people.map((person) => person.slowestMs()).toSorted((a, b) => a - b),
    async expectWhole(store) {
      for (let n = 0; n < people.length; n += 1) {
        const texts = gateway.to(numberOf(n)).map(({ text }) => text.includes(idOf(n)))
        expect(texts, `texts to ${numberOf(n)}`).to.deep.equal([false, true])
      }
      await expectOnce(store, people.length)
    },
  }
}

async function expectOnce(store: Store, people: number): Promise<void> {
  const actions = new Map<string, string[]>()
  for (const { row } of await all(store.scan('audit'))) {
    actions.set(row.chain, [...(actions.get(row.chain) ?? []), row.action])
  }
  for (let n = 0; n < people; n += 1) {
    expect(actions.get(idOf(n))?.toSorted(), idOf(n)).to.deep.equal([
      'account-information.queued',
      'code.accepted',
      'code.queued',
    ])
  }
  const challenges = await all(store.scan('challenges'))
  expect(challenges.filter(({ row }) => row.attempts !== 1 || row.state !== 'dead')).to.deep.equal(
    [],
  )
  expect(challenges).to.have.length(people)
  expect(await all(store.scan('conversations'))).to.have.length(people)
  expect((await verifyAudit(store)).faults).to.deep.equal([])
}

/** @throws Error when something is left in the outbox after a minute */
export async function expectEmptyOutbox(store: Store): Promise<void> {
  await patiently('an empty outbox', async () =>
    (await all(store.scan('outbox'))).length === 0 ? true : null,
  )
}

/** A line of the test's own account of what happened. */
export const tell = (line: string): void => void process.stdout.write(`      ${line}\n`)

/** Says how long a crowd waited. */
export function tellOfWaiting(crowd: Crowd): void {
  const slowest = crowd.slowestMs()
  const middle = Math.round(slowest[slowest.length >> 1] ?? 0)
  tell(
    `slowest answer of a person: median ${middle} ms, worst ${Math.round(slowest.at(-1) ?? 0)} ms`,
  )
}

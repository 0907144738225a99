import { inertText } from '../domain/inert-text.ts'
import { isSameSecret } from '../domain/same-secret.ts'
import { deskRoles, type CaseTopic, type Severity } from '../domain/support-case.ts'
import { localeFor, locales, type Locale } from '../flow/locale.ts'
import type { DeskRow } from '../ports/records/desk.ts'
import { isOfInterest, tellDesk } from '../services/cases/tell-desks.ts'
import { count, standing } from '../services/limits.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { findAgent, longestName } from './agents.ts'
import { done, noteBy, refused, type DeskDeps, type Ordering, type Outcome } from './ordering.ts'
import { keyByWord } from './order.ts'

/** The topics and severities that a registration names after its key, in any order; none means all cases. */
function interestIn(
  { face }: DeskDeps,
  words: readonly string[],
): Pick<DeskRow, 'topics' | 'severities'> | { readonly unknown: string } {
  const topics: CaseTopic[] = []
  const urgencies: Severity[] = []
  const given = words.flatMap((each) => each.split(/[,，、]/u)).filter((each) => each !== '')
  for (const word of given) {
    const topic = keyByWord(face.words.topic, word)?.key
    const severity = keyByWord(face.words.severity, word)?.key
    if (topic !== undefined) topics.push(topic)
    if (severity !== undefined) urgencies.push(severity)
    if (topic === undefined && severity === undefined) return { unknown: word }
  }
  return { topics: [...new Set(topics)], severities: [...new Set(urgencies)] }
}

/** A conversation that wants to join as a triage channel. */
export interface Joining {
  readonly key: string
  readonly reference: string
  readonly locale: Locale
  readonly person: string
  readonly name: string
}

/** Stages a desk, and that it is told of every unresolved case it takes; answers how many. */
export async function admit(deps: DeskDeps, work: UnitOfWork, desk: DeskRow): Promise<number> {
  await work.get('desks', desk.key)
  work.put('desks', desk)
  const cases = await work.find('cases', 'living', 'living')
  const wanted = cases.filter((row) => isOfInterest(desk, row) && row.state !== 'resolved')
  for (const { number } of wanted) await tellDesk(deps, work, { desk: desk.key, number })
  return wanted.length
}

/** Joins a conversation as a triage channel, and makes whoever gave the right key a lead. Wrong keys are limited. */
export async function register(
  deps: DeskDeps,
  work: UnitOfWork,
  { joining, words }: { readonly joining: Joining; readonly words: string },
): Promise<Outcome> {
  const { key, reference, locale, person } = joining
  const [given = '', ...interests] = words.split(/\s+/u)
  if (given === '') return refused('no-key')
  const { allowedAt } = await standing(work, deps.rules.deskKeys, key)
  const isWrong = deps.triageKey === null || !isSameSecret(given, deps.triageKey)
  if (allowedAt > work.now || isWrong) {
    const why = allowedAt > work.now ? 'too-many-keys' : 'bad-key'
    if (why === 'bad-key') await count(work, deps.rules.deskKeys, key)
    await noteBy(work, person, { action: 'desk.refused', details: { reason: why } })
    return refused(why)
  }
  const interest = interestIn(deps, interests)
  if ('unknown' in interest) {
    return refused('bad-interest', { name: inertText(interest.unknown, longestName) })
  }
  const known = await work.get('agents', person)
  if (known !== null) work.put('agents', { ...known, role: 'lead' })
  const row = { key, reference, locale, ...interest, registeredBy: person, registeredAt: work.now }
  const cases = await admit(deps, work, row)
  const details = { desk: key.slice(0, 12), topics: interest.topics.join(','), cases }
  await noteBy(work, person, { action: 'desk.registered', details })
  return done({ kind: 'registered', cases })
}

/** Removes a desk: nothing more is posted there, and its buttons do nothing any more. */
export async function unregister({ work, desk, agent }: Ordering): Promise<Outcome> {
  work.remove('desks', desk.key)
  for (const post of await work.findAll('deskPosts', 'desk', desk.key)) {
    work.remove('deskPosts', post.key)
  }
  const details = { desk: desk.key.slice(0, 12) }
  await noteBy(work, agent.row.key, { action: 'desk.unregistered', details })
  return done({ kind: 'unregistered' })
}

/** Sets the language the desk is spoken to in. */
export async function setLanguage({ deps, work, desk, order, agent }: Ordering): Promise<Outcome> {
  const names = deps.face.words.language
  const typed = order.words.toLowerCase()
  const named = locales.find((each) => names[each].some((name) => typed.startsWith(name)))
  const locale = named ?? localeFor(order.words)
  if (locale === null) return refused('unknown-order')
  work.put('desks', { ...desk, locale })
  const details = { desk: desk.key.slice(0, 12), locale }
  await noteBy(work, agent.row.key, { action: 'desk.language', details })
  return done({ kind: 'language' })
}

/** Gives somebody a role: `role NAME viewer`. */
export async function setRole({ deps, work, order, agent }: Ordering): Promise<Outcome> {
  const parts = /^(.*\S)\s+(\S+)$/su.exec(order.words)
  const role = keyByWord(deps.face.words.role, parts?.[2] ?? '')?.key
  if (parts === null || role === undefined || !deskRoles.includes(role)) return refused('bad-role')
  const name = inertText(parts[1] ?? '', longestName)
  const found = await findAgent(work, name, () => true)
  if (typeof found === 'string') return refused(found, { name })
  work.put('agents', { ...found, role })
  const details = { agent: found.key.slice(0, 12), role }
  await noteBy(work, agent.row.key, { action: 'desk.role', details })
  return done({ kind: 'role', name: found.name, role })
}

/** Notes that the desk is about to be tested; {@link selfTest} follows once the order is committed. */
export async function tryOut({ work, desk, agent }: Ordering): Promise<Outcome> {
  const details = { desk: desk.key.slice(0, 12) }
  await noteBy(work, agent.row.key, { action: 'desk.self-test', details })
  return done({ kind: 'self-test' })
}

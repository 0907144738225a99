import { inertText } from '../domain/inert-text.ts'
import type { DeskCard } from '../flow/desk.ts'
import type { LineShown } from '../flow/desk-face.ts'
import type { Locale } from '../flow/locale.ts'
import { withMoments } from '../flow/moment.ts'
import type { Mention, Said } from '../flow/reply.ts'
import { dayAndTime } from '../flow/wording.ts'
import { ServiceError } from '../errors.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { DeskPostRow, DeskRow } from '../ports/records/desk.ts'
import type { Versioned } from '../ports/store.ts'
import { readLines, type WrittenLine } from '../services/cases/case-entries.ts'
import { deskPostKey } from '../services/cases/tell-desks.ts'
import { briefOf } from './brief.ts'
import type { DeskDeps } from './ordering.ts'

/** Longer than a call to a chat's service may take, so that two instances do not post the same line. */
const leaseMs = 30_000
/** The most of one line that is posted; the transcript has the rest. */
const mostShown = 1_500

/** Who reads: in what language, and in what zone (IANA) a client tells times that draws no card. */
export interface DeskReader {
  readonly locale: Locale
  readonly timeZone: string
}

/** A card of the desk as a message; on the card itself times are told in the zone of whoever looks at it. */
export function cardSaid(card: DeskCard, reader: DeskReader): Said {
  const facts = card.facts.map(({ label, value }) => `${label}: ${value}`)
  const lines = card.sections.flatMap(({ heading, lines: each }) => [
    heading,
    ...each.map(({ text, isQuoted }) => (isQuoted ? `“${text}”` : text)),
  ])
  const text = [card.title, card.subtitle ?? '', ...facts, ...lines].filter((part) => part !== '')
  return { ...deskSaid(text.join('\n'), reader), card }
}

/** A sentence of the desk as a message. */
export function deskSaid(written: string, { locale, timeZone }: DeskReader): Said {
  const step = { flow: 'desk', prompt: 'ask-order', stack: [], question: 0 }
  const text = withMoments(written, (at) => dayAndTime(at, locale, timeZone))
  return { text, choices: [], form: null, link: null, step, locale, isVerbatim: true }
}

/** Somebody at a desk whose zone is not known: then it is that of the hours of support. */
export function readerAt({ supportHours }: DeskDeps, locale: Locale): DeskReader {
  return { locale, timeZone: supportHours.timeZone }
}

/** Posts a card and removes it again; answers with a message only when that failed. */
export async function selfTest(
  deps: DeskDeps,
  { reference, locale }: DeskRow,
): Promise<readonly Said[]> {
  try {
    const said = cardSaid(deps.face.testCard(locale), readerAt(deps, locale))
    const posted = await deps.channel.post({ reference, thread: null, said })
    await deps.channel.remove({ reference, posted })
    return []
  } catch (error) {
    deps.log.warn('desk.self-test', { error })
    return [deskSaid(deps.face.outage(locale), readerAt(deps, locale))]
  }
}

type Post = Versioned<DeskPostRow>

/** Writes how far a desk was told; throws when another instance wrote it meanwhile and so holds the lease. */
async function write({ store }: DeskDeps, post: Post, row: DeskPostRow): Promise<Post> {
  const change = { collection: 'deskPosts', key: row.key, base: post.version, row } as const
  const { outcome } = await store.commit([change])
  if (outcome === 'moved') {
    throw new ServiceError('ERR_STORE_BUSY', 'somebody else tells this desk', { retryable: true })
  }
  return { row, version: post.version + 1 }
}

async function leased(deps: DeskDeps, desk: DeskRow, number: number): Promise<Post> {
  const key = deskPostKey(desk.key, number)
  const now = deps.clock.now()
  const found = await deps.store.get('deskPosts', key)
  const blank = {
    key,
    desk: desk.key,
    number,
    thread: null,
    activity: null,
    sequence: 0,
    revision: 0,
  }
  const post: Post = found ?? { row: { ...blank, leaseUntil: 0 }, version: 0 }
  if (post.row.leaseUntil > now) {
    throw new ServiceError('ERR_STORE_BUSY', 'this desk is just being told', { retryable: true })
  }
  return write(deps, post, { ...post.row, leaseUntil: now + leaseMs })
}

interface Telling {
  readonly deps: DeskDeps
  readonly desk: DeskRow
  readonly row: CaseRow
}

/** Whether a line is posted by itself: words of the user, and events that no agent caused. */
function isNews({ by, kind, event }: WrittenLine): boolean {
  if (by === 'user') return kind === 'said' || event?.code !== 'opened'
  return by === 'system' && event?.code !== 'opened' && event?.code !== 'appended'
}

/** Whether a line belongs to the intake, which the card shows. */
function isIntake({ event }: WrittenLine, before: WrittenLine | undefined): boolean {
  const code = event === null ? before?.event?.code : event.code
  return code === 'opened' || code === 'appended'
}

/**
 * Up to which line a new card covers the transcript: the intake, and for a desk that joined later everything before
 * it joined. The lines after that are posted one by one.
 */
async function toldByCard({ deps, desk, row }: Telling): Promise<number> {
  const reading = { sealer: deps.sealer, reads: deps.store }
  const lines = await readLines(reading, row.number, { after: 0, upTo: row.entries })
  const isTold = (line: WrittenLine, index: number): boolean =>
    line.at < desk.registeredAt || isIntake(line, lines[index - 1])
  const first = lines.findIndex((line, index) => !isTold(line, index))
  return first === -1 ? row.entries : (lines[first]?.sequence ?? 1) - 1
}

function shown({ at, by, kind, name, text, event }: WrittenLine): LineShown {
  return { at, by, kind, name, text: inertText(text, mostShown), event }
}

/** Posts a case's card, with everything in it that was said until now. */
async function postCard(telling: Telling, post: Post, said: Said): Promise<Post> {
  const { deps, desk, row } = telling
  const sequence = await toldByCard(telling)
  const posted = await deps.channel.post({ reference: desk.reference, thread: null, said })
  return write(deps, post, { ...post.row, ...posted, sequence, revision: row.revision })
}

/** Posts the card, or rewrites it in place; a deleted one is posted again. */
async function tellCard(telling: Telling, post: Post): Promise<Post> {
  const { deps, desk, row } = telling
  const { reference, locale } = desk
  const brief = await briefOf(deps, row, deps.clock.now())
  const said = cardSaid(deps.face.caseCard(brief, locale), readerAt(deps, locale))
  const { thread, activity, revision } = post.row
  if (thread === null || activity === null) return postCard(telling, post, said)
  if (revision >= row.revision) return post
  const outcome = await deps.channel.update({ reference, posted: { thread, activity }, said })
  if (outcome === 'gone') return postCard(telling, post, said)
  return write(deps, post, { ...post.row, revision: row.revision })
}

const urgent: readonly (string | undefined)[] = ['warned', 'breached']

/** The assignee is mentioned when an answer is late or soon will be. */
async function calledBy({ deps, row }: Telling, { event }: WrittenLine): Promise<Mention | null> {
  const { assignee } = row.memory
  if (assignee === null || !urgent.includes(event?.code)) return null
  const agent = await deps.store.get('agents', assignee.key)
  if (agent === null) return null
  const { chatChannel, userId: id, name } = agent.row
  return { chatChannel, id, name }
}

async function lineSaid(telling: Telling, line: WrittenLine): Promise<Said> {
  const { deps, desk, row } = telling
  const { locale } = desk
  const card = deps.face.lineCard(row.number, shown(line), locale)
  const said = cardSaid(card, readerAt(deps, locale))
  const mention = await calledBy(telling, line)
  return mention === null ? said : { ...said, mention }
}

async function tellLines(telling: Telling, begun: Post): Promise<Post> {
  const { deps, desk, row } = telling
  const { reference } = desk
  const reading = { sealer: deps.sealer, reads: deps.store }
  const lines = await readLines(reading, row.number, {
    after: begun.row.sequence,
    upTo: row.entries,
  })
  let post = begun
  for (const line of lines) {
    if (isNews(line)) {
      const { thread } = post.row
      await deps.channel.post({ reference, thread, said: await lineSaid(telling, line) })
    }
    post = await write(deps, post, { ...post.row, sequence: line.sequence })
  }
  return post
}

/** Gives the lease back after a success and after a failure, so that the next try need not wait for its end. */
async function released(deps: DeskDeps, key: string): Promise<void> {
  const found = await deps.store.get('deskPosts', key)
  if (found !== null) await write(deps, found, { ...found.row, leaseUntil: 0 })
}

/**
 * Tells one desk how a case stands: posts or rewrites its card, then posts under it in order what happened since the
 * desk was last told. After a failure the next call goes on where this one stopped.
 *
 * @throws ServiceError when the chat cannot be reached or somebody else tells the desk; the courier tries again
 */
export async function syncDesk(
  deps: DeskDeps,
  { desk: deskKey, number }: { readonly desk: string; readonly number: number },
): Promise<void> {
  const desk = await deps.store.get('desks', deskKey)
  const found = await deps.store.get('cases', String(number))
  if (desk === null || found === null) return
  const telling = { deps, desk: desk.row, row: found.row }
  const post = await leased(deps, desk.row, number)
  try {
    await tellLines(telling, await tellCard(telling, post))
  } finally {
    await released(deps, post.row.key)
  }
}

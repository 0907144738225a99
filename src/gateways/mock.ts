import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { dirname } from 'node:path'
import { setImmediate as endOfMoment } from 'node:timers/promises'
import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'
import type { Clock } from '../ports/clock.ts'
import type {
  Inbox,
  InboxEntry,
  Messenger,
  OutgoingMessage,
  Simulation,
} from '../ports/messenger.ts'

/** As many messages are kept; a developer reads the newest. */
const mostKept = 1_000

const line: z.ZodType<InboxEntry> = z.object({
  id: z.string(),
  at: z.string(),
  medium: z.enum(['sms', 'email']),
  to: z.string(),
  template: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable().default(null),
  status: z.enum(['delivered', 'failed', 'refused']),
})

function readLine(text: string): readonly InboxEntry[] {
  try {
    return [line.parse(JSON.parse(text))]
  } catch {
    return [] // the last line of a process that was killed: the outbox still holds that message
  }
}

/** What the file holds, oldest first; of one message the last that became of it. */
async function readKept(file: string): Promise<Map<string, InboxEntry>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const entries = new Map<string, InboxEntry>()
  const lines = text.split('\n').flatMap((each) => (each === '' ? [] : readLine(each)))
  for (const entry of lines) put(entries, entry)
  return entries
}

/** Puts an entry at the end, and drops the oldest where there are too many. */
function put(entries: Map<string, InboxEntry>, entry: InboxEntry): void {
  entries.delete(entry.id)
  entries.set(entry.id, entry)
  const [oldest] = entries.keys()
  if (entries.size > mostKept && oldest !== undefined) entries.delete(oldest)
}

/** Begins the file anew with what is still kept, so that it neither grows for ever nor ends in half a line. */
async function rewrite(file: string, kept: readonly InboxEntry[]): Promise<void> {
  const text = kept.map((message) => `${JSON.stringify(message)}\n`).join('')
  await makeFolder(dirname(file))
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** @throws ServiceError `ERR_GATEWAY_UNAVAILABLE` */
async function write(file: string, text: string): Promise<void> {
  await appendFile(file, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'the mock inbox cannot be written', {
      retryable: true,
      cause,
    })
  })
}

type Append = (message: InboxEntry) => Promise<void>

/**
 * Appends messages to a file; those of one moment go in one write, since opening the file takes longer than writing.
 *
 * @throws ServiceError `ERR_GATEWAY_UNAVAILABLE`, each of those whose write failed
 */
function appendTo(file: string): Append {
  let waiting: string[] = []
  let writing: Promise<void> | null = null
  const writeAll = (): Promise<void> => {
    const text = waiting.join('')
    waiting = []
    writing = null
    return write(file, text)
  }
  return (message) => {
    waiting.push(`${JSON.stringify(message)}\n`)
    writing ??= endOfMoment().then(writeAll)
    return writing
  }
}

const outcomes = {
  late: { status: 'delivered', error: null },
  failed: { status: 'failed', error: { code: 'ERR_GATEWAY_UNAVAILABLE', retryable: true } },
  refused: { status: 'refused', error: { code: 'ERR_GATEWAY_REFUSED', retryable: false } },
} as const

/** Takes the rule that a message meets; one for the next message alone is used up by it. */
function ruleFor(rules: Simulation[], message: OutgoingMessage): Simulation | null {
  const place = rules.findIndex(
    ({ to, template }) =>
      (to ?? message.to) === message.to && (template ?? message.template) === message.template,
  )
  const rule = rules[place]
  if (rule === undefined) return null
  if (rule.isOnce) rules.splice(place, 1)
  return rule
}

/** What names an address, and then a kind, goes before what is for all. */
const reach = ({ to, template }: Simulation): number =>
  (to === null ? 2 : 0) + (template === null ? 1 : 0)

function setRule(rules: Simulation[], rule: Simulation): void {
  const place = rules.findIndex(({ to, template }) => to === rule.to && template === rule.template)
  if (place >= 0) rules.splice(place, 1)
  rules.push(rule)
  rules.sort((one, other) => reach(one) - reach(other))
}

/** The rules that are set. */
function createRules() {
  const rules: Simulation[] = []
  return {
    takeRule: (message: OutgoingMessage) => ruleFor(rules, message),
    simulations: () => rules,
    simulate: (rule: Simulation) => setRule(rules, rule),
    restore: () => void rules.splice(0),
  }
}

/**
 * A gateway for development: it delivers into a file that `/dev/inbox` shows, and a restart does not empty it. On
 * request it is late, out of order or refuses, as gateways are.
 *
 * @param file where the messages are kept, mode 0600; its folder is made if need be
 * @throws ServiceError `ERR_GATEWAY_UNAVAILABLE` from `deliver` when the file cannot be written, and what is simulated
 */
export async function openMockGateway(options: {
  readonly file: string
  readonly clock: Clock
}): Promise<Messenger & Inbox> {
  const { file, clock } = options
  const entries = await readKept(file)
  await rewrite(file, [...entries.values()])
  const { takeRule, ...orders } = createRules()
  const append = appendTo(file)
  const pretend = appendTo(devNull)

  async function deliver(message: OutgoingMessage): Promise<void> {
    if (entries.get(message.id)?.status === 'delivered') return
    const { becomes, seconds } = takeRule(message) ?? { becomes: 'late', seconds: 0 }
    const { status, error } = outcomes[becomes]
    const at = new Date(clock.now() + seconds * 1_000).toISOString()
    const entry: InboxEntry = { ...message, at, status }
    await append(entry)
    put(entries, entry)
    if (error === null) return
    const { code, retryable } = error
    throw new ServiceError(code, 'the mock gateway was told to fail', { retryable })
  }
  return {
    deliver,
    async pretend(message) {
      const at = new Date(clock.now()).toISOString()
      await pretend({ ...message, at, status: 'delivered' })
    },
    list: (to) => arrived([...entries.values()], { to, now: clock.now() }),
    entries: () => [...entries.values()],
    hurry: async (id) => arriveNow(entries, { id, now: clock.now(), append }),
    async clear() {
      entries.clear()
      await rewrite(file, [])
    },
    ...orders,
    async close() {},
  }
}

/** Lets a message that is on its way arrive now, in its place. */
async function arriveNow(
  entries: Map<string, InboxEntry>,
  { id, now, append }: { readonly id: string; readonly now: number; readonly append: Append },
): Promise<void> {
  const entry = entries.get(id)
  if (entry?.status !== 'delivered' || Date.parse(entry.at) <= now) return
  const arrivedNow = { ...entry, at: new Date(now).toISOString() }
  await append(arrivedNow)
  entries.set(id, arrivedNow)
}

/** What lies in the inbox now, in the order it arrived. */
function arrived(
  entries: readonly InboxEntry[],
  { to, now }: { to: string | null; now: number },
): readonly InboxEntry[] {
  return entries
    .filter(({ status, at }) => status === 'delivered' && Date.parse(at) <= now)
    .filter((entry) => to === null || entry.to === to)
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

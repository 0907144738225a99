import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { dirname } from 'node:path'
import { z } from 'zod'
import { ServiceError } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'
import type { Clock } from '../ports/clock.ts'
import type { Inbox, InboxMessage, Messenger, OutgoingMessage } from '../ports/messenger.ts'

/** As many messages are kept; a developer reads the newest. */
const mostKept = 1_000

const line: z.ZodType<InboxMessage> = z.object({
  id: z.string(),
  at: z.string(),
  medium: z.enum(['sms', 'email']),
  to: z.string(),
  template: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  status: z.literal('delivered'),
})

function readLine(text: string): readonly InboxMessage[] {
  try {
    return [line.parse(JSON.parse(text))]
  } catch {
    return [] // the last line of a process that was killed: the outbox still holds that message
  }
}

async function readKept(file: string): Promise<readonly InboxMessage[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((each) => (each === '' ? [] : readLine(each)))
}

/** Begins the file anew with what is still kept, so that it neither grows for ever nor ends in half a line. */
async function rewrite(file: string, kept: readonly InboxMessage[]): Promise<void> {
  const text = kept.map((message) => `${JSON.stringify(message)}\n`).join('')
  await makeFolder(dirname(file))
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

function asDelivered({ html: _html, ...message }: OutgoingMessage, now: number): InboxMessage {
  return { ...message, at: new Date(now).toISOString(), status: 'delivered' }
}

/** @throws ServiceError `ERR_GATEWAY_UNAVAILABLE` */
async function write(file: string, message: InboxMessage): Promise<void> {
  await appendFile(file, `${JSON.stringify(message)}\n`, { mode: 0o600 }).catch(
    (cause: unknown) => {
      throw new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'the mock inbox cannot be written', {
        retryable: true,
        cause,
      })
    },
  )
}

/**
 * A gateway for development: it delivers into a file that `/dev/inbox` shows, and a restart does not empty it.
 *
 * @param file where the messages are kept, mode 0600; its folder is made if need be
 * @throws ServiceError `ERR_GATEWAY_UNAVAILABLE` from `deliver` when the file cannot be written
 */
export async function openMockGateway(options: {
  readonly file: string
  readonly clock: Clock
}): Promise<Messenger & Inbox> {
  const { file, clock } = options
  const messages = (await readKept(file)).slice(-mostKept)
  await rewrite(file, messages)
  const known = new Set(messages.map(({ id }) => id))
  return {
    async deliver(message) {
      if (known.has(message.id)) return
      known.add(message.id)
      const delivered = asDelivered(message, clock.now())
      try {
        await write(file, delivered)
      } catch (error) {
        known.delete(message.id)
        throw error
      }
      messages.push(delivered)
      if (messages.length > mostKept) messages.shift()
    },
    async pretend(message) {
      await write(devNull, asDelivered(message, clock.now()))
    },
    list(to) {
      return to === null ? messages : messages.filter((message) => message.to === to)
    },
    async close() {},
  }
}

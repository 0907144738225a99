import type { Activity } from 'botbuilder'
import { isObject, listIn, objectIn, textIn } from './read.ts'

const maxIdLength = 2_000

/**
 * Reads the body of a delivery into an activity that the SDK cannot stumble over: every member it touches has
 * the type it expects, and whatever else came along is left behind.
 *
 * @returns null when the body names no type, no sender or no conversation: nobody could be answered
 */
export function readActivity(body: unknown): Activity | null {
  if (!isObject(body)) return null
  const type = idIn(body['type'])
  const from = accountIn(body['from'])
  const conversation = conversationIn(body['conversation'])
  if (type === null || from === null || conversation === null) return null
  const activity: Partial<Activity> = {
    type,
    from,
    conversation,
    recipient: accountIn(body['recipient']) ?? { id: 'bot', name: '' },
    channelId: idIn(body['channelId']) ?? 'unknown',
    serviceUrl: textIn(body['serviceUrl'], maxIdLength),
    text: textIn(body['text'], 10_000),
    value: body['value'],
    channelData: objectIn(body['channelData']),
    membersAdded: listIn(body['membersAdded']).flatMap((member) => accountIn(member) ?? []),
    ...optional(body),
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK's type asks for members no delivery needs
  return activity as Activity
}

/** Members that must be absent rather than empty: the SDK asks whether they are there. */
function optional(body: Readonly<Record<string, unknown>>): Partial<Activity> {
  const words: Partial<Record<'id' | 'name' | 'action' | 'locale' | 'deliveryMode', string>> = {}
  for (const name of ['id', 'name', 'action', 'locale', 'deliveryMode'] as const) {
    const word = idIn(body[name])
    if (word !== null) words[name] = word
  }
  const entities = listIn(body['entities']).flatMap((entity) =>
    isObject(entity) ? [{ ...entity, type: textIn(entity['type'], 100) }] : [],
  )
  return { ...words, entities }
}

function idIn(value: unknown): string | null {
  const id = textIn(value, maxIdLength + 1)
  return id === '' || id.length > maxIdLength ? null : id
}

function accountIn(value: unknown): Activity['from'] | null {
  const id = idIn(objectIn(value)['id'])
  return id === null ? null : { id, name: textIn(objectIn(value)['name'], 200) }
}

function conversationIn(value: unknown): Activity['conversation'] | null {
  const body = objectIn(value)
  const id = idIn(body['id'])
  if (id === null) return null
  const tenantId = idIn(body['tenantId'])
  return {
    id,
    name: textIn(body['name'], 200),
    isGroup: body['isGroup'] === true,
    conversationType: textIn(body['conversationType'], 100),
    ...(tenantId === null ? {} : { tenantId }),
  }
}

import type { Activity } from 'botbuilder'
import { isObject, listIn, objectIn, textIn } from '../json.ts'

const maxIdLength = 2_000

/**
 * Reads a request body as an activity whose members have the types that the SDK expects; unknown members are dropped.
 *
 * @returns null when `type`, `from.id` or `conversation.id` is missing: such an activity could not be answered
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

/** Members that must be absent rather than empty, since the SDK tests for their presence. */
function optional(body: Readonly<Record<string, unknown>>): Partial<Activity> {
  const names = ['id', 'name', 'action', 'locale', 'localTimezone', 'deliveryMode'] as const
  const words: Partial<Record<(typeof names)[number], string>> = {}
  for (const name of names) {
    const word = idIn(body[name])
    if (word !== null) words[name] = word
  }
  const entities = listIn(body['entities']).flatMap((entity) =>
    isObject(entity) ? [{ ...entity, type: textIn(entity['type'], 100) }] : [],
  )
  return { ...words, entities, attachments: htmlIn(body['attachments']) }
}

/** The HTML that goes along with a message; of other attachments nothing is read. */
function htmlIn(attachments: unknown): NonNullable<Activity['attachments']> {
  return listIn(attachments).flatMap((attachment) => {
    const { contentType, content } = objectIn(attachment)
    return contentType === 'text/html' ? [{ contentType, content: textIn(content, 10_000) }] : []
  })
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

/** Whether an activity is the press of an `Action.Execute`, whose answer has to be in the HTTP response. */
export function isExecute(activity: Pick<Activity, 'type' | 'name'>): boolean {
  return activity.type === 'invoke' && activity.name === 'adaptiveCard/action'
}

/** What a card's button submitted: a message's `value`, or the data inside an `Action.Execute` invoke. */
export function submittedValue(activity: Activity): unknown {
  if (activity.type !== 'invoke') return activity.value
  return objectIn(objectIn(activity.value)['action'])['data']
}

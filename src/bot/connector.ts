import type { ConnectorClient } from 'botframework-connector'
import { ServiceError } from '../errors.ts'
import { objectIn, textIn } from '../json.ts'
import type { LocalChannel } from '../ports/local-channel.ts'
import type { ConnectorCall, Transport } from './transport.ts'

/** The endpoints of the Bot Connector service that the program and the SDK's adapter call. */
export interface ChannelService {
  sendToConversation(id: string, activity: object): Promise<Resource>
  replyToActivity(id: string, replyToId: string, activity: object): Promise<Resource>
  updateActivity(id: string, activityId: string, activity: object): Promise<Resource>
  deleteActivity(id: string, activityId: string): Promise<unknown>
  createConversation(parameters: object): Promise<unknown>
  getConversationMembers(id: string): Promise<unknown>
  getConversationMember(id: string, memberId: string): Promise<unknown>
  getConversationPagedMembers(id: string, options?: PageOptions): Promise<unknown>
}

/** The service's ResourceResponse: the id of what was created or updated. */
interface Resource {
  readonly id: string
}

interface PageOptions {
  readonly pageSize?: number
  readonly continuationToken?: string
}

/** Where a connector client sends to, and with which token. */
export interface ConnectorTarget {
  readonly serviceUrl: string
  readonly transport: Transport
  readonly token: ConnectorCall['token']
}

/** A connector client over our own transport: the SDK's builds two request pipelines a turn and retries a POST up to three times. */
export function createConnector({
  serviceUrl,
  transport,
  token,
}: ConnectorTarget): ConnectorClient {
  const service = new URL(serviceUrl)
  const base = `${service.pathname.replace(/(?<!\/)\/+$/u, '')}/v3/conversations`
  const at = (...parts: readonly string[]): string =>
    [base, ...parts.map(encodeURIComponent)].join('/')
  const get = (path: string): Promise<unknown> =>
    transport.call({ method: 'GET', service, path, body: null, token })
  const write = async (method: 'POST' | 'PUT', path: string, body: object): Promise<Resource> => {
    const answer = await transport.call({ method, service, path, body, token })
    return { ...objectIn(answer), id: textIn(objectIn(answer)['id'], 2_000) }
  }
  return asClient({
    sendToConversation: (id, activity) => write('POST', at(id, 'activities'), activity),
    replyToActivity: (id, replyToId, activity) =>
      write('POST', at(id, 'activities', replyToId), activity),
    updateActivity: (id, activityId, activity) =>
      write('PUT', at(id, 'activities', activityId), activity),
    deleteActivity: async (id, activityId) => {
      const path = at(id, 'activities', activityId)
      await transport.call({ method: 'DELETE', service, path, body: null, token })
    },
    createConversation: (parameters) => write('POST', at(), parameters),
    getConversationMembers: (id) => get(at(id, 'members')),
    getConversationMember: (id, memberId) => get(at(id, 'members', memberId)),
    getConversationPagedMembers: (id, options = {}) => get(paged(at(id, 'pagedmembers'), options)),
  })
}

/** A connector client whose service is the chat of this process. */
export function createLocalConnector(local: LocalChannel): ConnectorClient {
  return asClient({
    ...mute,
    sendToConversation: (id, activity) => local.send(id, activity),
    replyToActivity: (id, _replyToId, activity) => local.send(id, activity),
    updateActivity: (id, activityId, activity) => local.update(id, activityId, activity),
    deleteActivity: (id, activityId) => local.remove(id, activityId),
  })
}

/**
 * A connector client for an activity without a callable service URL: every call throws ServiceError
 * `ERR_CHAT_UNAVAILABLE`, and replies can only be in the HTTP response.
 */
export function createMuteConnector(): ConnectorClient {
  return asClient(mute)
}

function nowhere(): Promise<never> {
  const message = 'this chat has no service that may be called'
  return Promise.reject(new ServiceError('ERR_CHAT_UNAVAILABLE', message))
}

const mute: ChannelService = {
  sendToConversation: nowhere,
  replyToActivity: nowhere,
  updateActivity: nowhere,
  deleteActivity: nowhere,
  createConversation: nowhere,
  getConversationMembers: nowhere,
  getConversationMember: nowhere,
  getConversationPagedMembers: nowhere,
}

function paged(path: string, { pageSize, continuationToken }: PageOptions): string {
  const query = new URLSearchParams()
  if (pageSize !== undefined) query.set('pageSize', String(pageSize))
  if (continuationToken !== undefined) query.set('continuationToken', continuationToken)
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

function asClient(conversations: ChannelService): ConnectorClient {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK types the whole Azure client; its adapter only calls these
  return { conversations } as unknown as ConnectorClient
}

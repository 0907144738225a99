import type { ConversationReference, TurnContext } from 'botbuilder'
import type { createAdapter, HeldAdapter, RoutingAdapter } from './adapter.ts'
import type { ChannelService } from './connector.ts'

/** What the program asks of the adapter. */
export interface Adapter extends Pick<RoutingAdapter, 'receive' | 'receiveLocal' | 'serviceAt'> {
  /** Runs the logic in a conversation that a reference leads to. @throws Refusal 403 for a service that is not allowed */
  continueConversationAsync(
    appId: string,
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void>
}

/** The adapter that is made when it is first needed, and the way to have it made before. */
export interface DeferredAdapter {
  readonly adapter: Adapter
  /** Loads the SDK in pieces, so that requests come in between. @throws the loader's error */
  load(): Promise<void>
  /** Closes idle connections to channels. */
  close(): void
}

/**
 * The part of the SDK that is loaded first, by whoever comes first. Two imports at once of what the SDK requires leave
 * Node 20 with modules that are half there, and a message in the first second ended the process.
 */
const loadConnector = async (): Promise<unknown> => import('botframework-connector')

/**
 * The adapter without the SDK beneath it, which takes as long to load as all the rest of a start (a third of it,
 * Azure's clients included): it is loaded by `load`, or by whatever asks for the adapter first, and that waits.
 */
export function deferAdapter(deps: Parameters<typeof createAdapter>[0]): DeferredAdapter {
  let held: HeldAdapter | null = null
  let making: Promise<HeldAdapter> | null = null
  const make = async (): Promise<HeldAdapter> => {
    await loadConnector()
    const { createAdapter: create } = await import('./adapter.ts')
    held ??= create(deps)
    return held
  }
  const needed = async (): Promise<RoutingAdapter> => (await (making ??= make())).adapter
  return {
    adapter: adapterFor(() => held?.adapter ?? null, needed),
    async load() {
      await loadConnector()
      await new Promise(setImmediate)
      await needed()
    },
    close: () => held?.close(),
  }
}

/** Once the adapter is there it is called at once: no turn waits for a promise more. */
function adapterFor(
  ready: () => RoutingAdapter | null,
  needed: () => Promise<RoutingAdapter>,
): Adapter {
  return {
    receive: (header, activity, logic) =>
      ready()?.receive(header, activity, logic) ??
      needed().then(async (adapter) => adapter.receive(header, activity, logic)),
    receiveLocal: (activity, logic) =>
      ready()?.receiveLocal(activity, logic) ??
      needed().then(async (adapter) => adapter.receiveLocal(activity, logic)),
    async continueConversationAsync(...given) {
      await (ready() ?? (await needed())).continueConversationAsync(...given)
    },
    serviceAt: (serviceUrl) => ready()?.serviceAt(serviceUrl) ?? serviceFor(needed, serviceUrl),
  }
}

/** A service before the adapter is there: an address that is not allowed is refused when it is called. */
function serviceFor(needed: () => Promise<RoutingAdapter>, serviceUrl: string): ChannelService {
  const service = async (): Promise<ChannelService> => (await needed()).serviceAt(serviceUrl)
  return {
    sendToConversation: async (...given) => (await service()).sendToConversation(...given),
    replyToActivity: async (...given) => (await service()).replyToActivity(...given),
    updateActivity: async (...given) => (await service()).updateActivity(...given),
    deleteActivity: async (...given) => (await service()).deleteActivity(...given),
    createConversation: async (...given) => (await service()).createConversation(...given),
    getConversationMembers: async (...given) => (await service()).getConversationMembers(...given),
    getConversationMember: async (...given) => (await service()).getConversationMember(...given),
    getConversationPagedMembers: async (...given) =>
      (await service()).getConversationPagedMembers(...given),
  }
}

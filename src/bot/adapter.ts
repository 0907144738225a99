import { CloudAdapter, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder'
import type { ChannelService } from './connector.ts'
import { RoutingAuthentication, type RoutingDeps } from './routing-authentication.ts'
import { createTransport } from './transport.ts'

/** The turn handler that the SDK calls for an authenticated activity. */
export type Logic = (context: TurnContext) => Promise<void>

/** The SDK's adapter with our own authentication. Its HTTP handling, which leaks error messages, is not used. */
export class RoutingAdapter extends CloudAdapter {
  readonly #authentication: RoutingAuthentication

  constructor(authentication: RoutingAuthentication) {
    super(authentication)
    this.#authentication = authentication
  }

  /** @throws AuthenticationError (401, 403, 503) before `logic` runs */
  receive(header: string, activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    return this.processActivity(header, activity, logic)
  }

  /** Takes an activity of the chat of this process, which needs no token. */
  receiveLocal(activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    return this.processActivity(this.#authentication.localResult(), activity, logic)
  }

  /** @throws AuthenticationError 403 for a service URL that is not allowed */
  serviceAt(serviceUrl: string): ChannelService {
    return this.#authentication.connectorFor(serviceUrl).conversations
  }
}

/** The adapter and the connections it holds. */
export interface HeldAdapter {
  readonly adapter: RoutingAdapter
  /** Closes idle connections to channels. */
  close(): void
}

/**
 * Makes the one adapter for every channel.
 *
 * @param limitMs the time a call of a channel's service may take, milliseconds (10,000)
 */
export function createAdapter(
  deps: Omit<RoutingDeps, 'transport'> & { readonly limitMs?: number },
): HeldAdapter {
  const transport = createTransport({ limitMs: deps.limitMs ?? 10_000 })
  const adapter = new RoutingAdapter(new RoutingAuthentication({ ...deps, transport }))
  return { adapter, close: () => transport.close() }
}

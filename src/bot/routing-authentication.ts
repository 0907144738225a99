import {
  AuthenticationConstants,
  AppCredentials,
  BotFrameworkAuthentication,
  ClaimsIdentity,
  GovernmentConstants,
  type AuthenticateRequestResult,
  type ConnectorFactory,
  type ConnectorClient,
  type UserTokenClient,
} from 'botframework-connector'
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
} from 'botbuilder'
import type { Clock } from '../ports/clock.ts'
import { clouds, type Cloud } from './cloud.ts'
import { createChannelTokenCheck, unauthorized } from './channel-token.ts'
import { createConnector, createLocalConnector, createMuteConnector } from './connector.ts'
import type { LocalChannel } from '../ports/local-channel.ts'
import { tenantOf } from './reference.ts'
import { Refusal } from './refusal.ts'
import { createServiceUrlRule, type BotSettings } from './settings.ts'
import type { Transport } from './transport.ts'

/** What the authentication needs. */
export interface RoutingDeps {
  readonly settings: BotSettings
  readonly local: LocalChannel
  readonly transport: Transport
  readonly clock: Clock
}

/** A service URL that is on no list: 403, so that it can be told from a missing token. */
function forbidden(): Refusal {
  return new Refusal('this service URL is not one replies may go to', 403)
}

/**
 * Authentication for every channel: deliveries from outside need a channel's token (none in anonymous mode), those of
 * the built-in chat need none, and replies go only to listed services. Clients are made once for each service and
 * audience.
 */
export class RoutingAuthentication extends BotFrameworkAuthentication {
  readonly #deps: RoutingDeps
  readonly #cloud: Cloud
  readonly #stock: ConfigurationBotFrameworkAuthentication
  readonly #credentials: ConfigurationServiceClientCredentialFactory
  readonly #mayCall: (serviceUrl: string) => boolean
  readonly #checkChannel: ReturnType<typeof createChannelTokenCheck>
  readonly #factory: ConnectorFactory
  readonly #clients = new Map<string, ConnectorClient>()
  #userTokens: Promise<UserTokenClient> | null = null

  constructor(deps: RoutingDeps) {
    super()
    const { settings, clock } = deps
    const options = sdkOptions(settings)
    this.#deps = deps
    this.#cloud = clouds[settings.cloud]
    this.#credentials = new ConfigurationServiceClientCredentialFactory(options)
    this.#stock = new ConfigurationBotFrameworkAuthentication(
      settings.cloud === 'usgov' ? { ChannelService: GovernmentConstants.ChannelService } : {},
      this.#credentials,
    )
    this.#mayCall = createServiceUrlRule(settings)
    const { appId, openIdMetadataUrl } = settings
    const { issuer, metadataUrl } = this.#cloud
    const urls = { issuer, metadataUrl: openIdMetadataUrl ?? metadataUrl }
    this.#checkChannel = createChannelTokenCheck({ appId, ...urls, clock })
    this.#factory = factoryOf((...target) => this.#clientFor(...target))
    this.#clients.set(deps.local.serviceUrl, createLocalConnector(deps.local))
  }

  /** @throws Refusal 401 without a good token, 403 for a service URL that is local or on no list */
  override async authenticateRequest(
    activity: Activity,
    header: string,
  ): Promise<AuthenticateRequestResult> {
    if (activity.serviceUrl === this.#deps.local.serviceUrl) throw forbidden()
    const claimsIdentity = await this.#identify(activity, header)
    if (!this.#isAllowedTenant(activity)) throw forbidden()
    // A service that a client was made for has passed the rule.
    const { serviceUrl } = activity
    const mayCall =
      this.#clients.has(this.#keyOf(serviceUrl, this.#cloud.scope)) || this.#mayCall(serviceUrl)
    // In anonymous mode there is no bot token to leak, so any caller may get replies inside the HTTP response.
    const isInline = this.#deps.settings.appId === '' && activity.deliveryMode === 'expectReplies'
    if (!mayCall && !isInline) throw forbidden()
    const connectorFactory = mayCall ? this.#factory : muteFactory
    return { claimsIdentity, audience: this.getOriginatingAudience(), connectorFactory }
  }

  /** The result for a delivery from the chat of this process, which needs no proof. */
  localResult(): AuthenticateRequestResult {
    const connectorFactory = this.#factory
    return { claimsIdentity: this.#ownIdentity(), audience: '', connectorFactory }
  }

  /** @throws Refusal 403 for a service URL that is on no list */
  connectorFor(serviceUrl: string): ConnectorClient {
    return this.#clientFor(serviceUrl, '')
  }

  /** Streaming connections are not offered: everything comes over HTTP. */
  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(unauthorized())
  }

  override createConnectorFactory(_identity: ClaimsIdentity): ConnectorFactory {
    return this.#factory
  }

  override createUserTokenClient(_identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= this.#stock.createUserTokenClient(this.#ownIdentity())
    return this.#userTokens
  }

  override getOriginatingAudience(): string {
    return this.#cloud.scope
  }

  /**
   * Only channels' own tokens count: the Emulator and the Playground are for anonymous mode, and skills are not offered.
   * Production has no anonymous mode: without a registration every delivery is refused.
   */
  async #identify(activity: Activity, header: string): Promise<ClaimsIdentity> {
    const { appId, isProduction } = this.#deps.settings
    if (appId === '' && isProduction) throw unauthorized()
    if (appId === '') return new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType)
    const { channelId, serviceUrl } = activity
    return this.#checkChannel({ header, channelId, serviceUrl })
  }

  /** A valid token of a tenant that is not allowed is refused too (attacks I1). */
  #isAllowedTenant(activity: Activity): boolean {
    const { allowedTenants } = this.#deps.settings
    if (allowedTenants === null || activity.channelId !== 'msteams') return true
    return allowedTenants.includes(tenantOf(activity).toLowerCase())
  }

  #ownIdentity(): ClaimsIdentity {
    const value = this.#deps.settings.appId
    const claims = [AuthenticationConstants.AudienceClaim, AuthenticationConstants.AppIdClaim]
    return new ClaimsIdentity(
      claims.map((type) => ({ type, value })),
      true,
    )
  }

  #keyOf(serviceUrl: string, audience: string): string {
    return serviceUrl === this.#deps.local.serviceUrl ? serviceUrl : `${serviceUrl} ${audience}`
  }

  #clientFor(serviceUrl: string, audience: string): ConnectorClient {
    const key = this.#keyOf(serviceUrl, audience)
    const known = this.#clients.get(key)
    if (known !== undefined) return known
    if (!this.#mayCall(serviceUrl)) throw forbidden()
    const { transport } = this.#deps
    const client = createConnector({ serviceUrl, transport, token: this.#tokensFor(audience) })
    // Listed services are few; in development a loopback port for every run of a tool is not.
    if (this.#clients.size > 200) return client
    this.#clients.set(key, client)
    return client
  }

  /** The SDK's credentials, asked for once; they keep a token until five minutes before its end. */
  #tokensFor(audience: string): () => Promise<string | null> {
    const { appId, tenantId } = this.#deps.settings
    if (appId === '') return () => Promise.resolve(null)
    const login = this.#cloud.loginUrl(tenantId)
    const scope = audience === '' ? this.getOriginatingAudience() : audience
    const credentials = this.#credentials.createCredentials(appId, scope, login, true)
    // The caller who asks for a token gets the error; without this it would be an unhandled rejection.
    credentials.catch(() => null)
    return async () => {
      const held = await credentials
      return held instanceof AppCredentials ? held.getToken() : null
    }
  }
}

const mute = createMuteConnector()
/** For a delivery whose service URL may not be called. */
const muteFactory = factoryOf(() => mute)

/** The SDK's way of asking for a client. */
function factoryOf(
  find: (serviceUrl: string, audience: string) => ConnectorClient,
): ConnectorFactory {
  return { create: async (serviceUrl, audience = '') => find(serviceUrl, audience) }
}

function sdkOptions(settings: BotSettings): Readonly<Record<string, string>> {
  if (settings.appId === '') return {}
  return {
    MicrosoftAppId: settings.appId,
    MicrosoftAppPassword: settings.appPassword,
    MicrosoftAppType: settings.appType,
    MicrosoftAppTenantId: settings.tenantId,
  }
}

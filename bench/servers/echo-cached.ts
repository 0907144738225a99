import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder'
import {
  ConnectorFactory,
  type AuthenticateRequestResult,
  type ClaimsIdentity,
  type ConnectorClient,
  type UserTokenClient,
} from 'botframework-connector'
import type { Activity } from 'botbuilder'
import { serveBot } from './http-bot.ts'

/** Makes a client of the SDK once for each service instead of on every turn. */
class CachingFactory extends ConnectorFactory {
  readonly #inner: ConnectorFactory
  readonly #made = new Map<string, Promise<ConnectorClient>>()

  constructor(inner: ConnectorFactory) {
    super()
    this.#inner = inner
  }

  override create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const made = this.#made.get(serviceUrl) ?? this.#inner.create(serviceUrl, audience ?? '')
    this.#made.set(serviceUrl, made)
    return made
  }
}

/** The stock authentication with its clients kept. */
class CachingAuthentication extends ConfigurationBotFrameworkAuthentication {
  #factory: ConnectorFactory | null = null
  #tokens: Promise<UserTokenClient> | null = null

  override async authenticateRequest(
    activity: Activity,
    header: string,
  ): Promise<AuthenticateRequestResult> {
    const result = await super.authenticateRequest(activity, header)
    this.#factory ??= new CachingFactory(result.connectorFactory ?? fail())
    return { ...result, connectorFactory: this.#factory }
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#tokens ??= super.createUserTokenClient(identity)
    return this.#tokens
  }
}

function fail(): never {
  throw new Error('the SDK made no connector factory')
}

const bot = new ActivityHandler()
bot.onMessage(async (context, next) => {
  await context.sendActivity(MessageFactory.text(`Echo: ${context.activity.text}`))
  await next()
})

serveBot(new CloudAdapter(new CachingAuthentication({})), async (context) => bot.run(context))

import { AppCredentials } from 'botframework-connector'
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The app the tokens of the tests are for. */
export const appId = '11111111-2222-3333-4444-555555555555'

export interface TokenParts {
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
  readonly key?: KeyObject
  /** Instead of a signature. */
  readonly signature?: string
}

export interface IdentityServer {
  readonly metadataUrl: string
  /** How often somebody asked for keys. */
  readonly lookups: () => number
  /** Answers 500 from now on. */
  readonly fail: () => void
  readonly recover: () => void
  /** A token as a channel would send it, but for what a test changes. */
  readonly token: (parts?: TokenParts) => string
  readonly publicPem: string
  readonly close: () => Promise<void>
}

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 })

/** Somebody else's key. */
export const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey

/** Publishes a channel's signing keys: the metadata and the key set, as Bot Framework does. */
export async function startIdentityServer(): Promise<IdentityServer> {
  let lookups = 0
  let isDown = false
  const jwk = {
    ...pair.publicKey.export({ format: 'jwk' }),
    kid: 'k1',
    endorsements: ['msteams', 'webchat'],
  }
  const server = createServer((request, response) => {
    if (request.url === '/keys') {
      lookups += 1
      response.statusCode = isDown ? 500 : 200
      response.end(JSON.stringify({ keys: [jwk] }))
      return
    }
    response.end(
      JSON.stringify({ issuer: 'https://api.botframework.com', jwks_uri: `${base()}/keys` }),
    )
  })
  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    metadataUrl: `${base()}/metadata`,
    lookups: () => lookups,
    fail: () => {
      isDown = true
    },
    recover: () => {
      isDown = false
    },
    token: signed,
    publicPem: String(pair.publicKey.export({ format: 'pem', type: 'spki' })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function signed({
  header = {},
  claims = {},
  key = pair.privateKey,
  signature,
}: TokenParts = {}): string {
  const now = Math.floor(Date.now() / 1_000)
  const usual = {
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: 'http://127.0.0.1:9',
    nbf: now - 60,
    exp: now + 600,
  }
  const told = Object.fromEntries(
    Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== null),
  )
  const body = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header })}.${part(told)}`
  return `Bearer ${body}.${signature ?? createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Puts a token where the SDK keeps those it got, so that no test asks for one. */
export function holdToken(accessToken: string): void {
  const { cache } = AppCredentials as unknown as { cache: Map<string, object> }
  const expiresOn = new Date(Date.now() + 3_600_000)
  cache.set(`${appId}https://api.botframework.com-cache`, { accessToken, expiresOn })
}

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { ServiceError } from '../errors.ts'
import type { WebHandler, WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { assetFiles, assetRoot, assetVersion, type AssetFile } from './asset-names.ts'

const encoders = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const
const endings = { br: 'br', gzip: 'gz' } as const

type Encoding = keyof typeof encoders

interface Asset {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  /** Made at the installation; what was changed since is packed by the first request that takes it. */
  readonly packed: Map<Encoding, Promise<Buffer>>
}

/**
 * The pages' own files, read once at the start and kept in memory (6 MB, nearly all of it Web Chat). Under the address
 * that names their version they may be kept for ever; under the plain one they are asked for again each time.
 *
 * @param directory the `public` folder
 * @throws ServiceError `ERR_ASSETS_MISSING` naming what is not there and how to get it
 */
export async function createAssetRoutes(directory: string): Promise<readonly WebRoute[]> {
  const loaded = await Promise.all(
    assetFiles.map(async (file) => [file.name, await load(directory, file)] as const),
  )
  const assets = new Map(loaded)
  const handler: WebHandler = (request) => serve(assets.get(request.params['file'] ?? ''), request)
  return [
    { method: 'GET', path: `${assetRoot}/:file`, handler },
    { method: 'GET', path: `${assetRoot}/:version/:file`, handler },
  ]
}

async function load(directory: string, { at, type }: AssetFile): Promise<Asset> {
  const path = join(directory, at)
  const plain = await readFile(path).catch((cause: unknown) => {
    throw new ServiceError(
      'ERR_ASSETS_MISSING',
      `${path} cannot be read; run "npm run prepare" to fetch the browser files`,
      { cause },
    )
  })
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const packed = new Map<Encoding, Promise<Buffer>>()
  for (const encoding of ['br', 'gzip'] as const) {
    const made = await readFile(join(directory, 'packed', `${hash}.${endings[encoding]}`)).catch(
      () => null,
    )
    if (made !== null) packed.set(encoding, Promise.resolve(made))
  }
  return { type, etag: `"${hash}"`, plain, packed }
}

async function serve(asset: Asset | undefined, request: WebRequest): Promise<WebResponse> {
  if (asset === undefined) {
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found\n' }
  }
  const headers = {
    'content-type': asset.type,
    'content-security-policy': workerPolicy,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control':
      request.params['version'] === assetVersion
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    etag: asset.etag,
    vary: 'accept-encoding',
  }
  if (request.headers['if-none-match'] === asset.etag) return { status: 304, headers, body: '' }
  const encoding = asset.plain.length > 1_024 ? encodingFor(request) : null
  if (encoding === null) return { status: 200, headers, body: asset.plain }
  const body = await packedBy(asset, encoding)
  return { status: 200, headers: { ...headers, 'content-encoding': encoding }, body }
}

/** A worker obeys the policy of its own file, not of the page: it may load and reach nothing. */
const workerPolicy = "default-src 'none'; frame-ancestors 'none'"

/** The best encoding that the browser takes (RFC 9110 section 12.5.3); null for none. */
function encodingFor(request: WebRequest): Encoding | null {
  const accepted = (request.headers['accept-encoding'] ?? '').split(',').map((each) => each.trim())
  const takes = (name: Encoding) =>
    accepted.some((each) => each.split(';', 1)[0] === name && !/;\s*q=0(?:\.0*)?$/u.test(each))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null
}

async function packedBy({ plain, packed }: Asset, encoding: Encoding): Promise<Buffer> {
  const made = packed.get(encoding) ?? encoders[encoding](plain)
  packed.set(encoding, made)
  return made
}

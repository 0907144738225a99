import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { ServiceError } from '../errors.ts'
import type { WebHandler, WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { assetPath } from './layout.ts'

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const

/** Every file that is served, and from where below the public folder. What is not named here does not exist. */
const files: Readonly<Record<string, { readonly at: string; readonly type: keyof typeof types }>> =
  {
    'style.css': { at: 'style.css', type: 'css' },
    'key.svg': { at: 'key.svg', type: 'svg' },
    'chat.js': { at: 'chat.js', type: 'js' },
    'chat-line.js': { at: 'chat-line.js', type: 'js' },
    'chat-session.js': { at: 'chat-session.js', type: 'js' },
    'chat-view.js': { at: 'chat-view.js', type: 'js' },
    'chat-theme.js': { at: 'chat-theme.js', type: 'js' },
    'talk.js': { at: 'talk.js', type: 'js' },
    'talk-line.js': { at: 'talk-line.js', type: 'js' },
    'talk-question.js': { at: 'talk-question.js', type: 'js' },
    'talk-view.js': { at: 'talk-view.js', type: 'js' },
    'desk.js': { at: 'desk.js', type: 'js' },
    'agent-names.js': { at: 'agent-names.js', type: 'js' },
    'progress.js': { at: 'progress.js', type: 'js' },
    'check.js': { at: 'check.js', type: 'js' },
    'inbox.js': { at: 'inbox.js', type: 'js' },
    'secret-page.js': { at: 'secret-page.js', type: 'js' },
    'return.js': { at: 'return.js', type: 'js' },
    'resume.js': { at: 'resume.js', type: 'js' },
    'webchat.js': { at: 'vendor/webchat.js', type: 'js' },
    'altcha.js': { at: 'vendor/altcha.js', type: 'js' },
    'altcha.css': { at: 'vendor/altcha.css', type: 'css' },
    'altcha-worker.js': { at: 'vendor/altcha-worker.js', type: 'js' },
  }

const gzipAsync = promisify(gzip)

interface Asset {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  /** Made at the start for what is large, else by the first request that takes it. */
  zipped: Promise<Buffer> | null
}

/**
 * The pages' own files, read once at the start and kept in memory (4 MB, nearly all of it Web Chat).
 *
 * @param directory the `public` folder
 * @throws ServiceError `ERR_ASSETS_MISSING` naming what is not there and how to get it
 */
export async function createAssetRoutes(directory: string): Promise<readonly WebRoute[]> {
  const assets = new Map<string, Asset>()
  for (const [name, file] of Object.entries(files)) {
    assets.set(name, await load(join(directory, file.at), types[file.type]))
  }
  const handler: WebHandler = (request) => serve(assets.get(request.params['file'] ?? ''), request)
  return [{ method: 'GET', path: `${assetPath}/:file`, handler }]
}

async function load(path: string, type: string): Promise<Asset> {
  const plain = await readFile(path).catch((cause: unknown) => {
    throw new ServiceError(
      'ERR_ASSETS_MISSING',
      `${path} cannot be read; run "npm run prepare" to fetch the browser files`,
      { cause },
    )
  })
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  // Web Chat is compressed ahead, off the main thread, so that the first visitor does not wait for it.
  const zipped = plain.length > 1_000_000 ? gzipAsync(plain) : null
  return { type, etag: `"${etag}"`, plain, zipped }
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
    // Asked again each time and answered in a few bytes: an update is never mixed with what came before.
    'cache-control': 'no-cache',
    etag: asset.etag,
    vary: 'accept-encoding',
  }
  if (request.headers['if-none-match'] === asset.etag) return { status: 304, headers, body: '' }
  return asset.plain.length > 1_024 && takesGzip(request)
    ? { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: await zip(asset) }
    : { status: 200, headers, body: asset.plain }
}

/** A worker obeys the policy of its own file, not of the page: it may load and reach nothing. */
const workerPolicy = "default-src 'none'; frame-ancestors 'none'"

function takesGzip(request: WebRequest): boolean {
  return /\bgzip\b(?!;\s*q=0(?:\.0*)?(?:,|$))/.test(request.headers['accept-encoding'] ?? '')
}

function zip(asset: Asset): Promise<Buffer> {
  asset.zipped ??= gzipAsync(asset.plain)
  return asset.zipped
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { WebRoute } from '../../src/ports/web-handler.ts'
import { assetAt } from '../../src/web/asset-names.ts'
import { createAssetRoutes } from '../../src/web/assets.ts'
import { ask, type Asked } from './request.ts'

const publicFolder = fileURLToPath(new URL('../../../public', import.meta.url))

describe('the pages own files', () => {
  let routes: readonly WebRoute[] = []
  const get = (file: string, asked: Asked = {}) =>
    ask(routes, '/assets/:file', { params: { file }, ...asked })

  const versioned = (params: Record<string, string>) =>
    ask(routes, '/assets/:version/:file', { params })

  before(async () => {
    routes = await createAssetRoutes(publicFolder)
  })

  it('are served with their type and never guessed', async () => {
    const { status, headers } = await get('style.css')
    expect(status).to.equal(200)
    expect(headers['content-type']).to.equal('text/css; charset=utf-8')
    expect(headers['x-content-type-options']).to.equal('nosniff')
  })

  it('are only those that are named, whatever the path says', async () => {
    for (const file of ['../package.json', 'vendor/webchat.js', '__proto__', 'constructor', '']) {
      expect((await get(file)).status, file).to.equal(404)
    }
  })

  it('are not sent again to a browser that has them', async () => {
    const { headers } = await get('style.css')
    const again = await get('style.css', { headers: { 'if-none-match': headers['etag'] ?? '' } })
    expect(again.status).to.equal(304)
    expect(again.body).to.equal('')
  })

  it('are compressed for browsers that take it, byte for byte the same', async () => {
    for (const file of ['webchat.js', 'talk-view.js']) {
      const plain = (await get(file)).body as Uint8Array
      const packed = async (accepted: string) => {
        const { headers, body } = await get(file, { headers: { 'accept-encoding': accepted } })
        return { encoding: headers['content-encoding'], body }
      }
      const brotli = await packed('gzip, deflate, br, zstd')
      expect(brotli.encoding).to.equal('br')
      expect(brotliDecompressSync(brotli.body).equals(plain)).to.equal(true)
      const gzip = await packed('gzip, br;q=0')
      expect(gzip.encoding).to.equal('gzip')
      expect(gunzipSync(gzip.body).equals(plain)).to.equal(true)
      expect((await packed('gzip;q=0, br;q=0.0')).encoding).to.equal(undefined)
    }
  })

  it('are kept for ever under the address that pages name, and asked for again under any other', async () => {
    const [, root, version = '', file = ''] = assetAt('style.css').split('/')
    expect(root).to.equal('assets')
    const now = await versioned({ version, file })
    expect(now.headers['cache-control']).to.equal('public, max-age=31536000, immutable')
    expect((await versioned({ version: 'older', file })).headers['cache-control']).to.equal(
      'no-cache',
    )
    expect((await get('style.css')).headers['cache-control']).to.equal('no-cache')
    expect((await versioned({ version, file: '../package.json' })).status).to.equal(404)
  })

  it('stop the start when one is missing, and say how to get it', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'latchkey-assets-'))
    const failure = await createAssetRoutes(empty).catch((error: unknown) => error)
    await rm(empty, { recursive: true })
    expect(failure).to.have.property('code', 'ERR_ASSETS_MISSING')
    expect(String(failure)).to.contain('npm run prepare')
  })
})

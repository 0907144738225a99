import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { WebRoute } from '../../src/ports/web-handler.ts'
import { createAssetRoutes } from '../../src/web/assets.ts'
import { ask, type Asked } from './request.ts'

const publicFolder = fileURLToPath(new URL('../../../public', import.meta.url))

describe('the pages own files', () => {
  let routes: readonly WebRoute[] = []
  const get = (file: string, asked: Asked = {}) =>
    ask(routes, '/assets/:file', { params: { file }, ...asked })

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
    const plain = await get('webchat.js')
    const zipped = await get('webchat.js', { headers: { 'accept-encoding': 'br, gzip' } })
    expect(zipped.headers['content-encoding']).to.equal('gzip')
    expect(gunzipSync(zipped.body).equals(plain.body as Uint8Array)).to.equal(true)
    const refused = await get('webchat.js', { headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(refused.headers['content-encoding']).to.equal(undefined)
  })

  it('stop the start when one is missing, and say how to get it', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'latchkey-assets-'))
    const failure = await createAssetRoutes(empty).catch((error: unknown) => error)
    await rm(empty, { recursive: true })
    expect(failure).to.have.property('code', 'ERR_ASSETS_MISSING')
    expect(String(failure)).to.contain('npm run prepare')
  })
})

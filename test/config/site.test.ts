import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { configNotes } from '../../src/config/notes.ts'

describe('the settings of the pages', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['EMBED_ORIGINS', 'https://*.example.com'],
    ['EMBED_ORIGINS', 'https://example.com/path'],
    ['EMBED_ORIGINS', "https://example.com; script-src 'unsafe-inline'"],
    ['EMBED_ORIGINS', '*'],
    ['EMBED_ORIGINS', 'https://example.com:443'],
    ['BRAND_COLOR', 'red'],
    ['BRAND_COLOR', '#fff'],
    ['BRAND_COLOR', '#17569b;}'],
    ['BRAND_LOGO', 'http://cdn.example.net/logo.png'],
    ['BRAND_LOGO', 'data:text/html;base64,PGI+'],
    ['BRAND_LOGO', '/etc/passwd'],
    ['PRIVACY_URL', 'javascript:alert(1)'],
    ['TIME_ZONE', 'Mars/Olympus'],
  ]
  for (const [name, value] of refused) {
    it(`stop the start and name it: ${name}=${value}`, () => {
      expect(() => readConfig({ [name]: value })).to.throw(new RegExp(`- ${name} is `))
    })
  }

  it('take several origins, each once, and in production only those of https', () => {
    const EMBED_ORIGINS = 'https://a.example, http://localhost:8080,https://A.example'
    const { site } = readConfig({ EMBED_ORIGINS })
    expect(site.embedOrigins).to.deep.equal(['https://a.example', 'http://localhost:8080'])
    expect(() => readConfig({ NODE_ENV: 'production', EMBED_ORIGINS })).to.throw(
      'EMBED_ORIGINS has "http://localhost:8080"',
    )
  })

  it('say so where a colour has to be darkened or lightened to be read', () => {
    const [note] = configNotes(readConfig({ BRAND_COLOR: '#ffcc00' }))
    expect(note?.check).to.equal('brand')
    expect(note?.message).to.contain('#ffcc00')
  })
})

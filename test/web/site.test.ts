import { expect } from 'chai'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { accentOf } from '../../src/domain/accent.ts'
import { ServiceError } from '../../src/errors.ts'
import { createChatPageRoutes } from '../../src/web/chat-page.ts'
import { createEmbedRoutes } from '../../src/web/embed.ts'
import { html } from '../../src/web/html.ts'
import { dressed, pageResponse } from '../../src/web/layout.ts'
import type { LegalFacts } from '../../src/web/legal-facts.ts'
import { createLegalRoutes } from '../../src/web/legal-page.ts'
import { ownLook, readLogo, type Look } from '../../src/web/look.ts'
import { chatPageParts } from '../stand-ins/chat-page.ts'
import { ask } from './request.ts'

const shop = 'https://shop.example.com'
const publicUrl = 'https://help.example.com'

const chat = createChatPageRoutes({
  publicUrl,
  defaultLocale: 'en',
  ...chatPageParts,
  embedOrigins: [shop],
})

const look: Look = {
  name: 'Acme & <b>Co</b>',
  accent: accentOf('#ffcc00'),
  logo: 'https://cdn.example.net/logo.svg',
  supportUrl: 'mailto:help@example.com',
  privacyUrl: null,
  termsUrl: 'https://acme.example.com/terms',
  hasInbox: false,
}

const policyOf = (headers: Readonly<Record<string, string>>, part: string): string =>
  headers['content-security-policy']?.split('; ').find((each) => each.startsWith(part)) ?? ''

describe('the provider’s look', () => {
  it('is the only one that a page is drawn in', async () => {
    let drawn = 0
    const page = {
      status: 200,
      locale: 'en',
      title: 'A page',
      kind: 'card',
      main: html`<main></main>`,
      get tools() {
        drawn += 1
        return null
      },
    } as const
    const route = { method: 'GET', path: '/', handler: async () => pageResponse(page) } as const
    expect((await ask(dressed([route], look), '/')).body).to.include('Acme &amp;')
    expect(drawn).to.equal(1)
  })

  it('is on every page, escaped, and its policy allows what it needs and no more', async () => {
    const { body, headers } = await ask(dressed(chat, look), '/')
    const page = String(body)
    expect(page).to.contain('<span class="name">Acme &amp; &lt;b&gt;Co&lt;/b&gt;</span>')
    expect(page).to.contain('<title>Get back into your account · Acme &amp; &lt;b&gt;Co')
    expect(page).to.contain('src="https://cdn.example.net/logo.svg"')
    expect(page).to.contain('href="mailto:help@example.com"')
    expect(page).to.not.contain('Inbox').and.to.not.contain('<b>Co')
    expect(policyOf(headers, 'img-src')).to.equal("img-src 'self' data: https://cdn.example.net")
    expect(policyOf(headers, 'style-src')).to.match(/^style-src 'self' 'sha256-[\w+/]{43}='$/)
    expect(policyOf(headers, 'script-src')).to.equal("script-src 'self'")
  })

  it('leaves the styles of Web Chat’s own page allowed', async () => {
    const { headers } = await ask(dressed(chat, look), '/', { query: 'client=webchat' })
    expect(policyOf(headers, 'style-src')).to.equal("style-src 'self' 'unsafe-inline'")
  })

  it('serves a picture from a file, which runs nothing, and refuses what is none or too large', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-logo-'))
    try {
      const file = join(folder, 'logo.svg')
      await writeFile(file, '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
      const { src, routes } = await readLogo(file)
      const { headers } = await ask(routes, src ?? '')
      expect(headers['content-type']).to.equal('image/svg+xml')
      expect(headers['content-security-policy']).to.match(/^default-src 'none'.*sandbox/)
      await writeFile(file, 'x'.repeat(64 * 1024 + 1))
      for (const bad of [file, join(folder, 'none.png')]) {
        const error: unknown = await readLogo(bad).catch((caught: unknown) => caught)
        expect(error, bad).to.be.instanceOf(ServiceError).and.to.have.property('code', 'ERR_CONFIG')
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('the chat in pages of other sites', () => {
  it('may be framed by the allowed origins alone, and only at /embed', async () => {
    const framed = await ask(chat, '/embed')
    expect(policyOf(framed.headers, 'frame-ancestors')).to.equal(`frame-ancestors ${shop}`)
    expect(framed.headers['x-frame-options']).to.equal('')
    const own = await ask(chat, '/')
    expect(policyOf(own.headers, 'frame-ancestors')).to.equal("frame-ancestors 'none'")
    expect(own.headers['x-frame-options']).to.equal('DENY')
  })

  it('keeps every address of the frame in the frame, and hands on no host that is not allowed', async () => {
    const allowed = await ask(chat, '/embed', { query: `host=${encodeURIComponent(shop)}` })
    expect(allowed.body).to.contain(`action="/embed?lang=en&amp;host=${encodeURIComponent(shop)}`)
    const other = await ask(chat, '/embed', { query: 'host=https%3A%2F%2Fevil.example' })
    expect(other.body).to.contain('action="/embed?lang=en#newest"')
    expect(other.body).to.not.contain('evil')
  })

  it('is not there where no origin is allowed', async () => {
    const none = createChatPageRoutes({ publicUrl, defaultLocale: 'en', ...chatPageParts })
    expect(none.filter(({ path }) => path === '/embed')).to.deep.equal([])
    const deps = { publicUrl, look: ownLook, defaultLocale: 'en', isForTrying: true } as const
    const file = 'public/embed.js'
    expect(await createEmbedRoutes({ ...deps, file, origins: [] })).to.deep.equal([])
  })

  it('comes by a script of less than 10 kB that other origins may load', async () => {
    const routes = await createEmbedRoutes({
      file: 'public/embed.js',
      publicUrl,
      origins: [shop],
      look,
      defaultLocale: 'en',
      isForTrying: false,
    })
    expect(routes.map(({ path }) => path)).to.deep.equal(['/embed.js'])
    const { body, headers } = await ask(routes, '/embed.js')
    expect(Buffer.byteLength(body)).to.be.lessThan(10_000)
    expect(headers['cross-origin-resource-policy']).to.equal('cross-origin')
    expect(body).to.contain(accentOf('#ffcc00').light)
    expect(() => new Script(String(body))).to.not.throw()
  })
})

const facts: LegalFacts = {
  name: 'Acme Help',
  provider: 'Acme Cloud',
  isLive: true,
  sendsTexts: true,
  hasTeams: false,
  logoHost: null,
  codeAttempts: 5,
  failuresPerDay: 10,
  lifetimes: {
    code: 240_000,
    link: 1_500_000,
    session: 660_000,
    flow: 420_000,
    hold: 86_400_000,
    undo: 172_800_000,
  },
}

const pagesOf = (changes: Partial<LegalFacts>) =>
  createLegalRoutes({
    facts: { ...facts, ...changes },
    defaultLocale: 'en',
    privacyUrl: null,
    termsUrl: null,
  })

const privacyOf = async (changes: Partial<LegalFacts>) =>
  String((await ask(pagesOf(changes), '/privacy')).body)

describe('the pages of law', () => {
  it('say how long things are kept, from the settings in force, in both languages', async () => {
    const english = String((await ask(pagesOf({}), '/privacy')).body)
    for (const told of ['Acme Help', 'Acme Cloud', '4 minutes', '25 minutes', '11 minutes']) {
      expect(english).to.contain(told)
    }
    const terms = String((await ask(pagesOf({}), '/terms')).body)
    expect(terms).to.contain('24 hours').and.to.contain('48 hours').and.to.contain('7 minutes')
    const chinese = String((await ask(pagesOf({}), '/privacy', { query: 'lang=zh-CN' })).body)
    expect(chinese).to.contain('4 分钟').and.to.contain('隐私说明')
  })

  it('name exactly those who see something', async () => {
    expect(await privacyOf({}))
      .to.contain('providers of text messages')
      .and.to.not.match(/Teams/)
    expect(await privacyOf({ sendsTexts: false })).to.not.contain('text messages')
    expect(await privacyOf({ hasTeams: true })).to.contain('Microsoft Teams')
    expect(await privacyOf({ isLive: false })).to.contain('for trying out')
    expect(await privacyOf({ logoHost: 'cdn.example.net' })).to.contain('cdn.example.net')
  })

  it('lead back to the chat that opened them, or to the one that is kept, and out of a frame to none', async () => {
    const page = String((await ask(pagesOf({}), '/terms')).body)
    expect(page).to.match(/id="to-chat"\s+data-closes="when-pressed"\s+hidden/)
    expect(page).to.contain('href="/chat?lang=en#newest">To the chat<')
    const framed = String((await ask(pagesOf({}), '/terms', { query: 'framed=1' })).body)
    expect(framed).to.contain('You can close this page now').and.to.contain('&amp;framed=1')
    expect(framed).to.not.contain('To the chat')
  })

  it('are linked from the chat as pages that lead back, and from elsewhere as strangers', async () => {
    const own = String((await ask(dressed(chat, look), '/')).body)
    expect(own).to.contain('href="/privacy?lang=en" target="_blank" rel="opener"')
    expect(own).to.match(
      /href="https:\/\/acme\.example\.com\/terms" target="_blank" rel="noopener noreferrer"/,
    )
    const framed = String((await ask(dressed(chat, look), '/embed')).body)
    expect(framed).to.match(
      /href="\/privacy\?lang=en&amp;framed=1" target="_blank" rel="noopener noreferrer"/,
    )
  })

  it('lead to the provider’s own where it has them', async () => {
    const routes = createLegalRoutes({
      facts,
      defaultLocale: 'en',
      privacyUrl: 'https://example.com/privacy',
      termsUrl: null,
    })
    const { status, headers } = await ask(routes, '/privacy')
    expect([status, headers['location']]).to.deep.equal([302, 'https://example.com/privacy'])
    expect((await ask(routes, '/terms')).status).to.equal(200)
  })
})

import { readFile } from 'node:fs/promises'
import { accentOf } from '../domain/accent.ts'
import type { Locale } from '../flow/locale.ts'
import type { WebRequest, WebResponse, WebRoute } from '../ports/web-handler.ts'
import { html, type Html } from './html.ts'
import { pageResponse } from './layout.ts'
import type { Look } from './look.ts'
import { localeOf } from './request.ts'
import { textsFor } from './texts.ts'

/** What the button on other sites' pages is made from. */
export interface EmbedDeps {
  /** The file `public/embed.js`. */
  readonly file: string
  readonly publicUrl: string
  /** Pages of these origins may frame the chat; of none, and there is no button. */
  readonly origins: readonly string[]
  readonly look: Look
  readonly defaultLocale: Locale
  /** Whether to show it on a page at `/dev/embed`. */
  readonly isForTrying: boolean
}

/** The program's own blue. */
const ownAccent = accentOf('#17569b')

/**
 * `GET /embed.js`: the button that opens the chat in a frame, for pages of the allowed origins; and outside production
 * `GET /dev/embed`: such a page, on another origin than the chat's.
 *
 * @throws the system's error when the file cannot be read
 */
export async function createEmbedRoutes(deps: EmbedDeps): Promise<readonly WebRoute[]> {
  if (deps.origins.length === 0) return []
  const body = scriptFor(deps.look, await readFile(deps.file, 'utf8'))
  const routes: WebRoute[] = [
    {
      method: 'GET',
      path: '/embed.js',
      handler: async () => ({ status: 200, headers: scriptHeaders, body }),
    },
  ]
  if (!deps.isForTrying) return routes
  return [
    ...routes,
    { method: 'GET', path: '/dev/embed', handler: async (request) => tryPage(deps, request) },
  ]
}

const scriptHeaders = {
  'content-type': 'text/javascript; charset=utf-8',
  // Pages of other sites load it under this one address, and get what is changed within minutes.
  'cache-control': 'public, max-age=300',
  'cross-origin-resource-policy': 'cross-origin',
}

/** The file as the body of a function; what it is called with depends on the settings. Neither is secret. */
function scriptFor(look: Look, file: string): string {
  const { name } = look
  const words = (locale: Locale) => {
    const { open, close, title, unread } = textsFor(locale).embed
    return { open: open({ name }), close, title: title({ name }), unread }
  }
  const given = { sheet: sheetFor(look), words: { en: words('en'), zh: words('zh-CN') } }
  return `;((look) => {\n${file}})(${JSON.stringify(given)})\n`
}

function sheetFor({ accent }: Look): string {
  const { light, dark } = accent ?? ownAccent
  return `:host{all:initial;position:fixed;z-index:2147483000;right:1rem;bottom:1rem;font:600 1rem/1.4 system-ui,sans-serif;color-scheme:light dark}
:host([data-left]){right:auto;left:1rem}
[hidden]{display:none!important}
button{position:absolute;right:0;bottom:0;min-height:3rem;padding:.6rem 1.3rem;font:inherit;white-space:nowrap;color:#fff;background:${light};border:1px solid #fff;border-radius:1.5rem;box-shadow:0 2px 12px rgb(0 0 0/30%);cursor:pointer}
:host([data-left]) button{right:auto;left:0}
button:focus-visible{outline:3px solid ${light};outline-offset:3px}
.badge{display:inline-block;min-width:1.5em;margin-left:.6em;padding:0 .4em;text-align:center;color:${light};background:#fff;border-radius:1em}
.panel{position:absolute;right:0;bottom:3.75rem;width:min(25rem,100vw - 2rem);height:min(40rem,100vh - 6rem);overflow:hidden;background:#fff;border:1px solid #6b7886;border-radius:16px;box-shadow:0 6px 32px rgb(0 0 0/30%)}
:host([data-left]) .panel{right:auto;left:0}
iframe{display:block;width:100%;height:100%;border:0}
@media (max-width:30rem){.panel,:host([data-left]) .panel{position:fixed;inset:0;width:auto;height:auto;border:0;border-radius:0}.panel:not([hidden])+button{display:none}}
@media (prefers-color-scheme:dark){button{color:#0b1c30;background:${dark};border-color:#0b1c30}button:focus-visible{outline-color:${dark}}.badge{color:${dark};background:#0b1c30}.panel{background:#18212b}}`
}

/** The origin that the page is shown on: this machine by its other name, so that the chat in it is a stranger's. */
function foreignHost(host: string, publicUrl: string): string | null {
  if (host !== new URL(publicUrl).host) return null
  const port = /:\d+$/.exec(host)?.[0] ?? ''
  return `${host.startsWith('localhost') ? '127.0.0.1' : 'localhost'}${port}`
}

function tryPage(deps: EmbedDeps, request: WebRequest): WebResponse {
  const other = foreignHost(request.headers['host']?.toLowerCase() ?? '', deps.publicUrl)
  if (other !== null) {
    return { status: 302, headers: { location: `http://${other}/dev/embed` }, body: '' }
  }
  const locale = localeOf(request, deps.defaultLocale)
  const { origin } = new URL(deps.publicUrl)
  const start = request.query.get('start') ?? ''
  const position = request.query.get('position') === 'left' ? 'left' : 'right'
  return pageResponse({
    status: 200,
    locale,
    title: textsFor(locale).embed.demoTitle,
    kind: 'legal',
    scripts: ['embed-demo.js'],
    needs: { scriptsOf: [origin], frames: [origin] },
    main: html`<main class="prose">
      ${demo(locale, origin)}
      <script
        src="${origin}/embed.js"
        async
        data-position="${position}"
        data-lang="${locale}"
        ${start === '' ? null : html`data-start="${start}"`}
      ></script>
    </main>`,
  })
}

function demo(locale: Locale, origin: string): Html {
  const { embed } = textsFor(locale)
  return html`<h1>${embed.demoTitle}</h1>
    <p>${embed.demoAbout({ origin })}</p>
    <p>
      <button class="button" type="button" id="open">${embed.demoOpen}</button>
      <button class="button quiet" type="button" id="close">${embed.demoClose}</button>
    </p>
    <p>
      <a href="/dev/embed?position=left&lang=${locale}">${embed.demoLeft}</a> ·
      <a href="/dev/embed?start=reset&lang=${locale}">${embed.demoStart}</a> ·
      <a href="/dev/embed?lang=${locale === 'en' ? 'zh-CN' : 'en'}">${embed.demoLanguage}</a>
    </p>
    <h2>${embed.demoTold}</h2>
    <ol id="told" class="told"></ol>`
}

import type { Locale } from '../flow/locale.ts'
import type { WebResponse } from '../ports/web-handler.ts'
import { scriptTexts, type ChatWords } from './chat-views.ts'
import { html } from './html.ts'
import { languageLinks, pageResponse } from './layout.ts'
import { chatTools } from './talk-page.ts'
import { textsFor } from './texts.ts'

/** The chat in the Bot Framework's own client. */
export function webChatPage(deps: ChatWords, locale: Locale, stream: string): WebResponse {
  const { chat, tagline } = textsFor(locale)
  return pageResponse({
    status: 200,
    locale,
    title: chat.title,
    kind: 'chat',
    scripts: ['chat.js'],
    preload: {
      script: 'webchat.js',
      modules: ['chat-line.js', 'chat-session.js', 'chat-view.js', 'chat-theme.js', 'progress.js'],
    },
    tools: chatTools(locale, {
      languages: languageLinks(locale, (other) => `/?lang=${other}&client=webchat`),
      newChat: html`<form action="/">
        <input type="hidden" name="lang" value="${locale}" />
        <button class="tool" type="submit" id="new-chat">${chat.newChat}</button>
      </form>`,
    }),
    needs: { writtenStyles: true, connectTo: [stream] },
    main: html`<main>
      <h1 class="unseen">${tagline}</h1>
      <p class="progress" id="progress">${chat.connecting}</p>
      <p class="notice" id="notice" role="status" hidden></p>
      <noscript><p class="notice">${chat.needsScript}</p></noscript>
      <div
        id="chat"
        data-locale="${locale}"
        data-texts="${JSON.stringify(scriptTexts(deps, locale))}"
      ></div>
    </main>`,
  })
}

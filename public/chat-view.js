/** Web Chat over the server's own Direct Line, as the customer's page and the agent window both show it. */
import { outliving } from './chat-line.js'
import { openSession, renewSession } from './chat-session.js'
import { cardOptions, styleOptions } from './chat-theme.js'

const place = document.querySelector('#chat')
const notice = document.querySelector('#notice')

/** What the server wrote into the page: its language and its texts in it. */
export const { locale } = place.dataset
export const texts = JSON.parse(place.dataset.texts)

/** Direct Line's connection states that mean something to a person. */
const states = { online: 2, expired: 3, failed: 4 }

/** A token younger than this that is refused will not get better by taking another one. */
const freshMs = 10_000

const retryMs = 4_000
const longestRetryMs = 30_000

/**
 * Opens or resumes this tab's chat and draws it.
 *
 * @param page `memory`, which remembers the chat; `asked` and `changed`, what a new and a resumed one is asked for
 *   with; `onOnline(session)` and `onActivity(activity, dispatch, session)`; `looks` and `cardLooks`, beyond the usual
 *   ones; `middleware`, of Web Chat. All but the first two may be left out.
 */
export async function openChat(page) {
  const open = async () => {
    const [{ session, resumed }] = await Promise.all([chatOfThisTab(page), loadWebChat()])
    draw(page, session, resumed)
  }
  try {
    await open()
  } catch {
    offerRetry()
    throughOutage(open)
  }
}

/** Tries by itself as well, ever more slowly: nobody has to stay and press a button until the server is back. */
function throughOutage(attempt, pauseMs = retryMs) {
  setTimeout(() => {
    attempt().catch(() => throughOutage(attempt, Math.min(2 * pauseMs, longestRetryMs)))
  }, pauseMs)
}

/** The chat to show; `resumed` is what Direct Line needs to go on with one from its first activity. */
async function chatOfThisTab({ memory, asked, changed }) {
  const stored = memory.remembered()
  const renewed = stored === null ? null : await renewSession(stored, changed)
  if (renewed !== null) {
    const { conversationId } = renewed
    return { session: renewed, resumed: { conversationId, watermark: '0' } }
  }
  if (stored !== null) say(texts.ended)
  return { session: await openSession(asked), resumed: {} }
}

/** Fetched while the chat is asked for; rejects when it cannot be had. */
function loadWebChat() {
  const script = document.createElement('script')
  script.src = new URL('webchat.js', import.meta.url).href
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener('load', resolve)
    script.addEventListener('error', () => reject(new Error('Web Chat could not be loaded')))
  })
  document.head.append(script)
  return loaded
}

function draw(page, session, resumed) {
  const directLine = outliving(
    globalThis.WebChat.createDirectLine({
      domain: `${location.origin}/directline`,
      token: session.token,
      ...resumed,
    }),
  )
  // Direct Line renews its token as it runs; what is stored must be the one that still counts.
  const keep = () =>
    page.memory.remember({ ...session, locale, token: directLine.token ?? session.token })
  // Remembered before the connection stands: a refresh in between must find the same chat.
  keep()
  directLine.connectionStatus$.subscribe((status) => onStatus(status, session, page))
  const props = {
    ...page.middleware,
    directLine,
    locale,
    userID: session.userId,
    store: globalThis.WebChat.createStore({}, listener({ keep, page, session })),
    overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: texts.placeholder },
  }
  const render = () => {
    const looks = {
      styleOptions: { ...styleOptions(), ...page.looks },
      adaptiveCardsHostConfig: cardOptions(page.cardLooks),
    }
    globalThis.WebChat.renderWebChat({ ...props, ...looks }, place)
  }
  render()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render)
}

function listener({ keep, page, session }) {
  return ({ dispatch }) =>
    (next) =>
    (action) => {
      const result = next(action)
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
        keep()
        page.onActivity?.(action.payload.activity, dispatch, session)
      }
      return result
    }
}

function onStatus(status, session, page) {
  if (status === states.online) {
    hush()
    page.onOnline?.(session)
  }
  if (status === states.failed) {
    offerRetry()
    throughOutage(async () => {
      await renewSession(session)
      location.reload()
    })
  }
  if (status !== states.expired) return
  // The token ran out while the tab slept: loading anew renews it, or says that the chat has ended.
  if (Date.now() - session.openedAt < freshMs) offerRetry()
  else location.reload()
}

/** Tells something above the chat. */
export function say(text) {
  notice.textContent = text
  notice.hidden = false
}

/** Takes back what {@link offerRetry} said, and nothing else. */
function hush() {
  if (notice.dataset.kind !== 'offline') return
  notice.hidden = true
  delete notice.dataset.kind
}

function offerRetry() {
  say(`${texts.unreachable} `)
  notice.dataset.kind = 'offline'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button quiet'
  button.textContent = texts.retry
  button.addEventListener('click', () => location.reload())
  notice.append(button)
}

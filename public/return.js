/** Takes the chat that a link led back to over into this tab, and goes to it. */
import { tabMemory } from './chat-session.js'

const place = document.querySelector('#back')
const { session, chat } = place.dataset
const memory = tabMemory('latchkey.chat')
const { token, ...rest } = JSON.parse(session)
const locale = document.documentElement.lang

memory.remember({ ...rest, token, desk: null, locale, openedAt: Date.now() })
const isKept = memory.remembered()?.token === token
place.hidden = !isKept
document.querySelector('#not-kept').hidden = isKept
// The page that brought the token is replaced, so that no step back finds it.
if (isKept) location.replace(chat)

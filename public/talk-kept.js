/**
 * What this tab keeps over a reload, a restart of the browser's page and a change of the language: words that were not
 * sent yet, each with its first id, and what stands in the field. It is in sessionStorage, as the chat's own token is,
 * and goes with the tab.
 *
 * Codes, and what looks like a secret, are never kept: only that there was one, so that the page can say so. A number or
 * an address that answers a question is kept until the server has it, and no longer: typed on a bad line it would have
 * to be typed again.
 */
import { maskTyped } from './talk-question.js'

const unsentKey = 'latchkey.unsent'
const draftKey = 'latchkey.draft'

/** Whether this tab may keep an activity that is to be sent. */
export function isKept({ text = '', value = null }) {
  return value !== null || maskTyped(text) === text
}

/** Keeps what a chat has still to send, in the place of what was kept before. */
export function keepUnsent(conversation, queue) {
  const lost = queue.filter((each) => !isKept(each)).map(idOf)
  put(
    unsentKey,
    queue.length === 0 ? null : { conversation, lost, activities: queue.filter(isKept) },
  )
}

/** What is still to be sent: `conversation`, `activities`, and in `lost` the ids of what could not be kept. */
export function keptUnsent() {
  return read(unsentKey) ?? { conversation: null, activities: [], lost: [] }
}

/** Keeps what stands in the field; nothing of what is no draft, such as a code. */
export function keepDraft(text, isCode) {
  const typed = text.trim()
  const isDraft = isCode === false && typed !== '' && maskTyped(typed) === typed
  put(draftKey, isDraft ? text : null)
}

/** What stood in the field; '' for nothing. */
export function keptDraft() {
  return String(read(draftKey) ?? '')
}

/** Where a chat is left, nothing of it stays. */
export function forgetKept() {
  put(unsentKey, null)
  put(draftKey, null)
}

function idOf({ channelData }) {
  return channelData.clientActivityID
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

function put(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Storage is switched off or full: what is kept lives as long as this page.
  }
}

/**
 * Tells somebody whose tab is in the background that there is something new: a number in the title, and where they once
 * allowed it a notification. It says nothing of what was said: a screen may be locked, and others may look at it.
 */
const { title } = document
let unread = 0

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) count(0)
})

/** Counts one more message that came in the background. */
export function callBack(texts) {
  if (!document.hidden) return
  count(unread + 1)
  if (globalThis.Notification?.permission !== 'granted') return
  try {
    const note = new Notification(texts.notifyTitle, { body: texts.notifyBody, tag: 'latchkey' })
    note.addEventListener('click', () => {
      globalThis.focus()
      note.close()
    })
  } catch {
    // Browsers of some phones allow notifications to service workers alone: the title has to do.
  }
}

/**
 * A button that asks for the permission, for a question whose answer comes from elsewhere; nothing is asked before it is
 * pressed.
 *
 * @returns null where there is nothing to ask
 */
export function notifyButton(texts) {
  if (globalThis.Notification?.permission !== 'default' || !isSecureContext) return null
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'tool'
  button.textContent = texts.notify
  button.addEventListener('click', () => {
    button.remove()
    void Notification.requestPermission()
  })
  return button
}

function count(messages) {
  unread = messages
  document.title = unread === 0 ? title : `(${unread}) ${title}`
}

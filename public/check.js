/**
 * The human check: takes the link's token out of the address bar, and sets the widget up with our own worker and
 * words. The form works only with the widget, so without this script the page says how to go on instead.
 */
const address = document.querySelector('[data-address]')?.dataset.address
if (address !== undefined) history.replaceState(null, '', address)

const widget = document.querySelector('altcha-widget')
if (widget !== null) {
  const { worker, texts } = widget.dataset
  globalThis.$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker(worker))
  const words = JSON.parse(texts)
  for (const language of ['en', document.documentElement.lang.toLowerCase()]) {
    globalThis.$altcha.i18n.set(language, { ...globalThis.$altcha.i18n.get('en'), ...words })
  }
  // Nothing is computed before the person presses something: a link scanner that runs scripts solves nothing.
  widget.configure({ auto: 'onsubmit', hideFooter: true, hideLogo: true })
  sendOnceVerified(widget, widget.closest('form'))
}

/** Whoever ticked the box, or pressed Continue while the work was being done, need not press anything again. */
function sendOnceVerified(check, form) {
  let isSent = false
  const send = () => {
    if (!isSent) form.requestSubmit()
  }
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented === true) return
    if (isSent) event.preventDefault()
    isSent = true
  })
  check.addEventListener('statechange', ({ detail }) => {
    // The widget sends the form itself when it was the form that asked; it goes first.
    if (detail.state === 'verified') setTimeout(send, 50)
  })
}

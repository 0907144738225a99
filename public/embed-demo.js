/** The page at /dev/embed: opens and closes the chat as a page of another site would, and shows what it is told. */
const told = document.querySelector('#told')

document.querySelector('#open').addEventListener('click', () => order('open'))
document.querySelector('#close').addEventListener('click', () => order('close'))
addEventListener('message', ({ source, origin, data }) => {
  if (source !== globalThis || origin !== location.origin || data?.source !== 'latchkey') return
  const line = document.createElement('li')
  line.textContent = JSON.stringify(data)
  told.append(line)
})

function order(type) {
  globalThis.postMessage({ target: 'latchkey', type }, location.origin)
}

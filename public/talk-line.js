/**
 * The page's way to the server's Direct Line 3.0: one chat, its stream, and what is still to be sent. It lives through
 * lost connections, restarts of the server and expired tokens; whatever was said is kept and sent once.
 */
import { openSession, renewSession, revokeSession } from './chat-session.js'
import { isKept } from './talk-kept.js'

const firstPauseMs = 500
const longestPauseMs = 8_000
const renewEveryMs = 15 * 60_000

/**
 * @param about `memory`, which remembers the chat of this tab; `locale`; `unsent`, what an earlier page of this tab had
 *   still to send; `onQueue(activities)`, for each change of what is still to be sent; `onOpened(session)`, for each token
 *   of the chat; `onActivities(activities, session)`, whose session has the language the chat was last spoken in, and whose
 *   activities have `saidAt`, when that was by this device's clock; `onState(state)`, one of `online`, `waiting` (for the
 *   network or the server) and `busy`; `onEnded()`, when the server goes on with the chat no more and a new one begins;
 *   `onRefused(activity)`
 */
export function openLine(about) {
  const line = {
    about,
    session: null,
    watermark: '0',
    socket: null,
    queue: about.unsent.map(sentAgain),
    aheadMs: 0,
    isSending: false,
    pauseMs: 0,
    sleepers: new Set(),
  }
  const wake = () => line.sleepers.forEach((end) => end())
  globalThis.addEventListener('online', wake)
  globalThis.addEventListener('offline', () => about.onState('waiting'))
  setInterval(() => renew(line).catch(() => {}), renewEveryMs)
  void connect(line)
  return {
    /** Sends an activity now or as soon as that is possible. */
    send(activity) {
      line.queue.push(activity)
      about.onQueue(line.queue)
      void pump(line)
    },
    /** What was not sent yet, taken back. */
    takeBack() {
      const taken = line.queue.splice(0)
      about.onQueue(line.queue)
      return taken
    },
    retry: wake,
    /** Ends the chat, here and wherever else it is open; throws when the server cannot be told, and nothing has ended then. */
    leave: () => leave(line),
    /** Ends the chat wherever else it is open; here it goes on. */
    keepAlone: () => keepAlone(line),
  }
}

/** Sent again it says so: the server then looks whether it has it already. */
function sentAgain(activity) {
  return { ...activity, channelData: { ...activity.channelData, resent: true } }
}

/** Opens the chat and its stream, and tries again until both stand. */
async function connect(line) {
  for (;;) {
    try {
      await openChat(line)
      await listen(line)
      line.pauseMs = 0
      line.about.onState('online')
      void pump(line)
      return
    } catch {
      line.socket?.close()
      line.about.onState('waiting')
      await pause(line)
    }
  }
}

async function openChat(line) {
  const { memory, locale } = line.about
  if (line.session === null) {
    const stored = memory.remembered()
    if (stored !== null) await take(line, await renewSession(stored))
  }
  if (line.session === null) {
    line.watermark = '0'
    await take(line, await openSession({ locale }))
  }
}

/** Goes on with a renewed chat, or gives up the one that has ended. */
async function take(line, session) {
  const { memory, locale, onEnded, onOpened } = line.about
  line.session = session
  if (session === null) {
    memory.forget()
    onEnded()
    // Where a stream is still open, its end leads on to a new chat.
    line.socket?.close()
    return
  }
  memory.remember({ ...session, locale })
  onOpened(session)
}

async function leave(line) {
  const session = line.session ?? line.about.memory.remembered()
  if (session === null)
    throw new Error('there is no chat yet, and a page loaded now might not come')
  await revokeSession(session, { renew: false })
}

/** Until the server has done it: the person does not wait for it, and nobody else may go on with the chat. */
async function keepAlone(line) {
  for (;;) {
    const { session } = line
    if (session === null) return
    try {
      const renewed = await revokeSession(session, { renew: true })
      if (renewed !== null) await take(line, renewed)
      return
    } catch {
      await pause(line)
    }
  }
}

async function renew(line) {
  if (line.session !== null) await take(line, await renewSession(line.session))
}

/** The stream from the last entry on that this page has; resolves once it is open. */
async function listen(line) {
  const { conversationId } = line.session
  const path = `/directline/conversations/${conversationId}?watermark=${line.watermark}`
  const answer = await fetch(path, { headers: authorization(line) })
  if (answer.status === 403) {
    await renew(line)
    throw new Error('the token was renewed')
  }
  if (!answer.ok) throw new Error(`the chat answered ${answer.status}`)
  // The clock of a phone may be wrong.
  line.aheadMs = Date.parse(answer.headers.get('date')) - Date.now() || 0
  const { streamUrl } = await answer.json()
  await openSocket(line, streamUrl)
}

function openSocket(line, url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    line.socket = socket
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
    socket.addEventListener('message', ({ data }) => {
      if (line.socket === socket && data !== '') hear(line, JSON.parse(data))
    })
    socket.addEventListener('close', () => {
      reject(new Error('the stream was closed'))
      // Only the stream of now: one that was replaced or never opened has its own way on.
      if (line.socket === socket && socket.wasOpen === true) void again(line)
    })
    socket.addEventListener('open', () => (socket.wasOpen = true))
  })
}

/** A short pause first: pages of one server that went away come back apart. */
async function again(line) {
  line.socket = null
  if (!navigator.onLine) line.about.onState('waiting')
  await new Promise((resolve) => setTimeout(resolve, firstPauseMs * (0.5 + Math.random())))
  await connect(line)
}

function hear(line, { activities = [], watermark }) {
  if (watermark !== undefined) line.watermark = watermark
  const dated = activities.map((activity) => ({
    ...activity,
    saidAt: Date.parse(activity.timestamp) - line.aheadMs,
  }))
  line.about.onActivities(dated, line.session)
}

/** Sends what waits, one after another. */
async function pump(line) {
  if (line.isSending === true || line.socket === null) return
  line.isSending = true
  while (line.queue.length > 0) {
    const [activity] = line.queue
    const outcome = await post(line, activity)
    if (outcome === 'later') {
      await pause(line)
      if (line.queue[0] === activity) line.queue[0] = sentAgain(activity)
      continue
    }
    line.pauseMs = 0
    if (line.queue[0] === activity) line.queue.shift()
    line.about.onQueue(line.queue)
    if (outcome === 'refused') line.about.onRefused(activity)
    else line.about.onState('online')
  }
  line.isSending = false
}

async function post(line, activity) {
  try {
    if (line.session === null) return 'later'
    const { conversationId, userId } = line.session
    const answer = await fetch(`/directline/conversations/${conversationId}/activities`, {
      method: 'POST',
      // What this tab keeps is sent again after a reload; the rest arrives also when the page is left meanwhile.
      keepalive: !isKept(activity),
      headers: { ...authorization(line), 'content-type': 'application/json' },
      body: JSON.stringify({ ...activity, from: { id: userId } }),
    })
    // A body that is never read counts on, until the browser lets no more be sent.
    await answer.text()
    if (answer.ok) return 'sent'
    if (answer.status === 403) {
      await renew(line)
      return 'later'
    }
    if (![429, 500, 502, 503, 504].includes(answer.status)) return 'refused'
    line.about.onState('busy')
  } catch {
    line.about.onState('waiting')
  }
  return 'later'
}

/** Ever longer, and over at once when the network is back or the person asks for it. */
function pause(line) {
  line.pauseMs = Math.min(Math.max(firstPauseMs, 2 * line.pauseMs), longestPauseMs)
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      line.sleepers.delete(end)
      resolve()
    }
    const timer = setTimeout(end, line.pauseMs)
    line.sleepers.add(end)
  })
}

function authorization({ session }) {
  return { authorization: `Bearer ${session.token}` }
}

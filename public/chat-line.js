/**
 * Makes a Direct Line connection outlive the end of the server process it was made with: another one answers at once,
 * and only the page knows what the first one may not have got.
 */

const firstPauseMs = 500
const longestPauseMs = 5_000
const leastReconnectMs = 500
const reconnectSpreadMs = 1_500

/** Gives the connection back, with its way to post and its pause before it connects again replaced. */
export function outliving(directLine) {
  const post = directLine.postActivity.bind(directLine)
  directLine.postActivity = (activity) => ({
    subscribe: (observer) => postUntilTaken(post, activity, observer),
  })
  // Direct Line's own pause is 3 to 15 s, and the answer waits for it; pages of one process still come apart.
  directLine.getRetryDelay = () => leastReconnectMs + reconnectSpreadMs * Math.random()
  return directLine
}

/**
 * Sends a message until the server has taken or refused it. Whatever is sent again says so: the server then looks
 * whether it has it already, and answers what was left unanswered.
 */
function postUntilTaken(post, activity, observer) {
  let sending = null
  let timer = null
  let isOver = false
  const send = (body, pauseMs) => {
    sending = post(body).subscribe({
      next(id) {
        if (isOver) return
        // Direct Line's word for a server that is not there or fails: nobody knows what it has done.
        if (id === 'retry') timer = setTimeout(send, pauseMs, again(body), longer(pauseMs))
        else observer.next(id)
      },
      error: (error) => observer.error(error),
    })
  }
  send(activity, firstPauseMs)
  return {
    unsubscribe() {
      isOver = true
      clearTimeout(timer)
      sending?.unsubscribe()
    },
  }
}

function again(activity) {
  return { ...activity, channelData: { ...activity.channelData, resent: true } }
}

function longer(pauseMs) {
  return Math.min(2 * pauseMs, longestPauseMs)
}

/** Says in the agent window which agent a message comes from: the server names the agent in `channelData.agent`. */

/** Web Chat's middleware for it. One's own messages stand on the right and need no name. */
export function agentNames() {
  return {
    activityMiddleware: () => named,
    avatarMiddleware: () => withInitial,
    groupActivitiesMiddleware: () => bySender,
  }
}

/** The name of the other agent who said this; null for the assistant and for oneself. */
function otherAgent(activity) {
  const name = activity?.channelData?.agent
  return typeof name === 'string' && activity.from?.role !== 'user' ? name : null
}

function named(next) {
  return (options, ...others) => {
    const render = next(options, ...others)
    const name = otherAgent(options.activity)
    if (render === false || name === null) return render
    return (...of) =>
      element('div', {
        children: [
          element('p', { className: 'agent-name', children: name }, 'name'),
          element('div', { children: render(...of) }, 'message'),
        ],
      })
  }
}

function withInitial(next) {
  return (options) => {
    const name = otherAgent(options.activity)
    if (name === null) return next(options)
    const [initial] = name.toUpperCase()
    return () =>
      element('div', { className: 'agent-initial', 'aria-hidden': true, children: initial })
  }
}

/** Web Chat puts everybody on the left into one group, under the avatar of whoever spoke first. */
function bySender(next) {
  return (options) => {
    const { sender, status } = next(options)
    return { sender: sender.flatMap(splitBySender), status: status.flatMap(splitBySender) }
  }
}

function splitBySender(group) {
  const parts = []
  for (const activity of group) {
    const part = parts.at(-1)
    if (part?.at(-1).from.id === activity.from.id) part.push(activity)
    else parts.push([activity])
  }
  return parts
}

/** An element as the React inside Web Chat reads it; the bundle lends out no factory of its own. */
function element(type, props, key = null) {
  return { $$typeof: Symbol.for('react.element'), type, key, ref: null, props, _owner: null }
}

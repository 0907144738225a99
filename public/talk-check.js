/**
 * The human check in the chat itself: asks the check's page for its task, lets workers of the human check's own
 * library do it, and hands the solution in. Knows no page.
 */

/** More workers than this make an old phone hot and no faster. */
const mostWorkers = 4
const headers = { accept: 'application/json' }

/**
 * @param path the address of the check's page on this server
 * @param worker the address of the library's worker
 * @returns `passed`; `gone` when the check was used, replaced or too old; `failed` when trying again makes sense
 */
export async function passCheck(path, worker) {
  try {
    const asked = await fetch(path, { headers })
    if (asked.status !== 200) return outcomeOf(asked.status)
    const { challenge, nonce } = await asked.json()
    const task = JSON.parse(challenge)
    const altcha = btoa(JSON.stringify({ challenge: task, solution: await solve(task, worker) }))
    const answer = await fetch(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ nonce, altcha }),
    })
    return outcomeOf(answer.status)
  } catch {
    return 'failed'
  }
}

function outcomeOf(status) {
  if (status === 200) return 'passed'
  return status === 410 || status === 404 ? 'gone' : 'failed'
}

/** The solution that the first of several workers finds. */
async function solve(challenge, address) {
  const count = Math.min(mostWorkers, navigator.hardwareConcurrency ?? 2)
  const workers = Array.from({ length: count }, () => new Worker(address))
  try {
    return await Promise.any(
      workers.map((worker, counterStart) =>
        workedOut(worker, { type: 'work', challenge, counterStart, counterStep: count }),
      ),
    )
  } finally {
    for (const worker of workers) worker.terminate()
  }
}

function workedOut(worker, work) {
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', reject)
    worker.addEventListener('message', ({ data }) => {
      if (typeof data?.counter === 'number') resolve(data)
      else reject(new Error('no solution'))
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(work)
  })
}

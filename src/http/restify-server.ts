import type { Server } from 'restify'
import Router from 'restify/lib/router.js'
import RestifyServer from 'restify/lib/server.js'
import type { Log } from '../ports/log.ts'

/**
 * Makes restify's server as `createServer` does, without loading the plugins of the package: 95 ms of a start, and none
 * of them is used here. What restify has to say of itself goes to our log instead of one of its own.
 */
export function createRestifyServer(log: Log): Server {
  const own = {
    trace: () => false,
    warn: (error: unknown) => {
      log.warn('http.restify', { error })
    },
  }
  const options = { name: '', maxParamLength: 1_000, log: own }
  return new RestifyServer({ ...options, router: new Router(options) })
}

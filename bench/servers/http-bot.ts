import restify from 'restify'
import type { CloudAdapter, TurnContext } from 'botbuilder'
import { serveParent } from '../process/child.ts'

/** Serves a bot the way Bot Framework's samples do: restify, its body parser, and the adapter's own `process`. */
export function serveBot(
  adapter: Pick<CloudAdapter, 'process'>,
  logic: (context: TurnContext) => Promise<void>,
): void {
  const server = restify.createServer()
  server.use(restify.plugins.bodyParser({ mapParams: false }))
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- restify, unlike Express, waits for what a handler promises
  server.post('/api/messages', async (request, response) => {
    await adapter.process(request, response, logic)
  })
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    serveParent(`http://127.0.0.1:${port}`)
  })
}

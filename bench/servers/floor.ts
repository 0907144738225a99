import restify from 'restify'
import { serveParent } from '../process/child.ts'

// The floor: restify reads a message and answers with nothing. No bot is in it, and no reply is sent anywhere.
const server = restify.createServer()
server.use(restify.plugins.bodyParser({ mapParams: false }))
// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- restify, unlike Express, waits for what a handler promises
server.post('/api/messages', async (_request, response) => {
  response.send(200)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  serveParent(`http://127.0.0.1:${port}`)
})

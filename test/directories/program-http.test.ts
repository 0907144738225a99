import { withPostgres } from '../stores/postgres/server.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'
import { startExampleServer, type ExampleServer } from './example-server.ts'
import { walker, walkThrough, type WalkStand } from './program-walk.ts'

interface Found {
  readonly reference: string
  readonly recoveryMobiles: readonly string[]
}

/** Asks the server as its provider's own sign-in would. */
async function ask(
  { url, token }: ExampleServer,
  path: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}

async function entry(server: ExampleServer): Promise<Found> {
  const { entries } = await ask(server, '/find', {
    keys: [{ by: 'account-id', value: walker.id }],
  })
  const [[found] = []] = entries as readonly (readonly Found[])[]
  if (found === undefined) throw new Error('nobody there')
  return found
}

describe('the whole program with the example server of the HTTP contract', function () {
  this.timeout(120_000)
  const postgres = withPostgres()
  const folders = temporaryFolders()
  let server: ExampleServer | null = null
  let stand: WalkStand | null = null

  before(async () => {
    const line = {
      accountId: walker.id,
      displayName: walker.name,
      status: 'active',
      loginEmails: [walker.mail],
      recoveryMobiles: [walker.mobile],
      servers: [walker.server],
      password: walker.password,
    }
    const folder = await folders.make()
    const started = await startExampleServer(await postgres().database(), folder, [line])
    server = started
    stand = {
      variables: {
        DIRECTORY: 'http',
        DIRECTORY_URL: started.url,
        DIRECTORY_TOKEN: started.token,
      },
      async opensWith(password) {
        const { reference } = await entry(started)
        return (
          (await ask(started, '/verify-password', { reference, password }))['answer'] === 'right'
        )
      },
      mobiles: async () => (await entry(started)).recoveryMobiles,
      findsServers: true,
      refused: [{ password: walker.password, sentence: /knows this password from before/ }],
    }
  })
  after(async () => server?.stop())

  walkThrough(() => {
    if (stand === null) throw new Error('no directory')
    return stand
  })
})

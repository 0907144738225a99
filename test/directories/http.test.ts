import { usualLimits } from '../../src/directories/http/call.ts'
import { openHttpDirectory } from '../../src/directories/http/http-directory.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'
import { directoryContract } from './contract.ts'
import { startExampleServer, type ExampleServer } from './example-server.ts'
import { firstPassword, type Stand } from './people.ts'

describe('accounts behind HTTP, with the example server on PostgreSQL', () => {
  const postgres = withPostgres()
  const folders = temporaryFolders()
  let server: ExampleServer | null = null
  let stand: Stand | null = null

  before(async function () {
    this.timeout(60_000)
    server = await startExampleServer(await postgres().database(), await folders.make())
    const { url, token } = server
    stand = {
      directory: await openHttpDirectory({
        address: { url, token, limits: usualLimits },
        reading: { defaultRegion: 'CN', allowDocumentationIps: true },
      }),
      hasManyValues: true,
      statuses: ['active', 'locked', 'disabled', 'expired'],
      badPasswords: [
        { password: 'sh0rt', refusal: 'too-short' },
        { password: firstPassword, refusal: 'used-before' },
      ],
    }
  })

  after(async () => {
    await stand?.directory.close()
    await server?.stop()
  })

  directoryContract(() => {
    if (stand === null) throw new Error('no stand')
    return stand
  })
})

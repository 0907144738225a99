import { describeStore } from '../../contracts/store.ts'
import { withPostgres } from './server.ts'
import { openAt } from './stores.ts'

const tables = 'latchkey_rows, latchkey_finds, latchkey_commits'

describe('PostgreSQL store', () => {
  const server = withPostgres()
  let url = ''
  before(async () => {
    url = await server().database()
  })

  describeStore('the PostgreSQL store', {
    open: async () => {
      const store = await openAt(url)
      await server().query(url, `truncate ${tables}`)
      return store
    },
    reopen: async () => openAt(url),
  })

  describeStore('the PostgreSQL store, in statements of seven rows,', {
    open: async () => {
      const store = await openAt(url, { mostRows: 7 })
      await server().query(url, `truncate ${tables}`)
      return store
    },
    reopen: async () => openAt(url, { mostRows: 7 }),
  })
})

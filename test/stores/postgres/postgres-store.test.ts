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

  describe('where every transaction is serializable', () => {
    let strict = ''
    before(async () => {
      strict = await server().database()
      const name = new URL(strict).pathname.slice(1)
      const change = `set default_transaction_isolation to 'serializable'`
      await server().query(strict, `alter database ${name} ${change}`)
    })

    describeStore('the PostgreSQL store', {
      open: async () => {
        const store = await openAt(strict)
        await server().query(strict, `truncate ${tables}`)
        return store
      },
      reopen: async () => openAt(strict),
    })
  })
})

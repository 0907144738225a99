import { startApp } from '../../src/app/app.ts'
import { readConfig } from '../../src/config.ts'
import { serveParent } from '../process/child.ts'

const [, , dataDir = '', humanCheck = 'off', databaseUrl = '', more = '{}'] = process.argv
const shared = {
  STORE: 'postgres',
  DATABASE_URL: databaseUrl,
  SECRET_KEY: 'a secret of at least thirty-two characters',
}

// The whole program as it is served, but for what would need a person at a page and for demo accounts.
const app = await startApp(
  readConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    HUMAN_CHECK: humanCheck,
    DEMO_ACCOUNTS: 'false',
    LOG_LEVEL: 'error',
    // Thousands of people with numbers that begin alike would otherwise use up the budgets of texts.
    SENDS_PER_NUMBER_PER_HOUR: '1000000',
    ...(databaseUrl === '' ? {} : shared),
    ...(JSON.parse(more) as Readonly<Record<string, string>>),
  }),
)
serveParent(app.publicUrl.replace('localhost', '127.0.0.1'))

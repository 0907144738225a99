import type { Variables } from '../stand-ins/program.ts'

/** What every instance of a cluster is told; the address of the database and of the provider come beside it. */
export const settings: Variables = {
  STORE: 'postgres',
  SECRET_KEY: 'one secret of at least thirty-two characters for all instances',
  MESSAGING: 'live',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'no-reply@example.com',
  DEMO_ACCOUNTS: 'false',
  // All people of a crowd have numbers of one prefix; what a prefix may get grows with this.
  SENDS_PER_NUMBER_PER_HOUR: '1000000',
}

import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { problems } from './problems.ts'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.com',
  SECRET_KEY: 'kT9vR2mX7qLw4ZbN8sYd3HgJ6fPc1AeU',
  SMTP_URL: 'smtps://u:p@mail.example.com',
  MAIL_FROM: 'help@example.com',
}

const said = (change: Record<string, string>) => problems({ ...production, ...change })

/** Expects one refusal, of this setting, that has none of its value. */
function expectRefused(name: string, value: string): string {
  const [problem = '', ...others] = said({ [name]: value })
  expect(problem, value).to.match(new RegExp(`^${name} \\(value not shown\\) `))
  expect(problem).not.to.include('secret')
  expect(others).to.be.empty
  return problem
}

const mustEncrypt = (SMTP_URL: string, NODE_ENV = 'production'): boolean | null => {
  const { messaging } = readConfig({ ...production, MESSAGING: 'live', SMTP_URL, NODE_ENV })
  return messaging.kind === 'live' ? messaging.mustEncryptMail : null
}

describe('what leaves this machine in production', () => {
  it('mail: is encrypted wherever the server is, unless it is on this machine', () => {
    expect(mustEncrypt('smtp://u:p@mail.example.com:587')).to.equal(true)
    expect(mustEncrypt('smtp://10.0.0.5')).to.equal(true)
    expect(mustEncrypt('smtp://localhost.example.com')).to.equal(true)
    expect(mustEncrypt('smtps://mail.example.com')).to.equal(true)
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      expect(mustEncrypt(`smtp://${host}:25`), host).to.equal(false)
    }
    expect(mustEncrypt('smtp://mailpit:1025', 'development')).to.equal(false)
  })

  it('mail: no option in SMTP_URL takes that or the check of the certificate away', () => {
    for (const option of [
      'ignoreTLS=true',
      'opportunisticTLS=true',
      'requireTLS=false',
      'tls.rejectUnauthorized=false',
      'tls.minVersion=TLSv1',
      'tls.ciphers=NULL',
      'proxy=http://proxy.example.com',
      'logger=true',
      'name=me&ignoreTLS=1',
      'requireTLS=true&requireTLS=false',
    ]) {
      for (const scheme of ['smtp', 'smtps']) {
        expectRefused('SMTP_URL', `${scheme}://u:secret@mail.example.com?${option}`)
      }
    }
    expectRefused('SMTP_URL', 'smtp://localhost?proxy=http://proxy.example.com')
  })

  it('mail: takes what does not, and on this machine a certificate of its own or none', () => {
    for (const url of [
      'smtp://mail.example.com:587?requireTLS=true&name=help.example.com&maxConnections=2',
      'smtps://10.0.0.5?tls.servername=mail.example.com',
      'smtp://localhost?ignoreTLS=true',
      'smtp://127.0.0.1?tls.rejectUnauthorized=false',
    ]) {
      expect(said({ SMTP_URL: url }), url).to.be.empty
    }
  })

  it('a database elsewhere: only with a certificate that is checked, name and all', () => {
    const address = 'postgres://u:secret@db.example.com/latchkey'
    for (const end of [
      '',
      '?sslmode=disable',
      '?sslmode=prefer',
      '?sslmode=allow',
      '?sslmode=require',
      '?sslmode=require&uselibpqcompat=true',
      '?sslmode=verify-ca',
      '?sslmode=no-verify',
      '?ssl=true',
      '?ssl=no-verify',
      '?sslrootcert=/etc/ca.pem',
      '?sslmode=verify-full&sslmode=disable',
    ]) {
      const problem = expectRefused('DATABASE_URL', `${address}${end}`)
      expect(problem).to.include('sslmode=verify-full').and.include('sslrootcert')
    }
    for (const end of ['', '&sslrootcert=/etc/ca.pem', '&uselibpqcompat=true']) {
      expect(said({ DATABASE_URL: `${address}?sslmode=verify-full${end}` }), end).to.be.empty
    }
  })

  it('a database: on this machine it may be plain, by the host that the driver takes', () => {
    for (const url of [
      'postgres://u@localhost/latchkey',
      'postgres://u@127.0.0.1:5432/latchkey',
      'postgresql://u@[::1]/latchkey',
      'postgres://u@%2Fvar%2Frun%2Fpostgresql/latchkey',
      'postgres://u@localhost/latchkey?host=/var/run/postgresql',
    ]) {
      expect(said({ DATABASE_URL: url }), url).to.be.empty
    }
    for (const url of [
      'postgres://u@localhost/latchkey?host=db.example.com',
      'postgres://u@localhost/latchkey?host=/var/run/postgresql&host=db.example.com',
      'postgres:///latchkey',
      'postgres://u@localhost.example.com/latchkey',
      'postgres://u@10.0.0.5/latchkey',
    ]) {
      expectRefused('DATABASE_URL', url)
    }
  })

  it('a database: the rule holds too where DATABASE_URL is for `copy` alone', () => {
    expectRefused('DATABASE_URL', 'postgres://db.example.com/latchkey')
    const both = { STORE: 'postgres', DATABASE_URL: 'postgres://db.example.com/latchkey' }
    expect(said(both)).to.have.length(1)
    expect(problems({ ...both, SECRET_KEY: 'x' })).to.be.empty
  })

  it('no variable of Node.js weakens every connection of the process', () => {
    const [problem = ''] = said({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    expect(problem).to.match(/^NODE_TLS_REJECT_UNAUTHORIZED is "0": .*NODE_EXTRA_CA_CERTS/)
    expect(said({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).to.be.empty
    expect(said({ NODE_EXTRA_CA_CERTS: '/etc/ca.pem' })).to.be.empty
    for (const option of ['--tls-min-v1.0', '--tls_min_v1.1', '--tls-keylog=/tmp/keys']) {
      expect(said({ NODE_OPTIONS: `--enable-source-maps ${option}` })[0]).to.match(/^NODE_OPTIONS /)
    }
    expect(said({ NODE_OPTIONS: '--max-old-space-size=512 --tls-min-v1.3' })).to.be.empty
    expect(problems({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).to.be.empty
  })

  it('requests: an address that nothing can be posted to is named, in any mode', () => {
    for (const url of ['https://u:secret@sms.example.com', 'https://sms.example.com/#secret']) {
      const [problem = ''] = problems({ SMS_URL: url })
      expect(problem, url).to.include('SMS_TOKEN').and.not.include('secret')
    }
    expect(problems({ SMS_URL: 'https://sms.example.com/send?account=1' })).to.be.empty
  })
})

import { expect } from 'chai'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openMockGateway } from '../../src/gateways/mock.ts'
import { createSmtpGateway } from '../../src/gateways/smtp.ts'
import type { OutgoingMessage } from '../../src/ports/messenger.ts'

const message: OutgoingMessage = {
  id: 'm1',
  medium: 'email',
  to: 'li.wei@example.com',
  template: 'reset-password',
  subject: 'Reset your password',
  text: 'Open http://localhost/p/reset-password/t',
  html: '<p><a href="http://localhost/p/reset-password/t">Reset Password</a></p>',
}

/** Speaks as much SMTP as one mail needs, and keeps what it was handed. */
async function mailbox() {
  const mails: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let lines: string[] | null = null
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 mailbox')
    createInterface({ input: socket }).on('line', (line) => {
      if (lines === null) {
        if (line === 'DATA') lines = []
        say(line === 'DATA' ? '354 go on' : '250 ok')
      } else if (line === '.') {
        mails.push(lines.join('\n'))
        lines = null
        say('250 kept')
      } else {
        lines.push(line)
      }
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

async function mailed(sent: OutgoingMessage): Promise<string> {
  const box = await mailbox()
  const gateway = createSmtpGateway({
    url: box.url,
    from: 'assistant@example.com',
    mustEncrypt: false,
  })
  try {
    await gateway.deliver(sent)
    return box.mails.join('\n')
  } finally {
    await gateway.close()
    box.close()
  }
}

describe('a mail with HTML', () => {
  it('goes out as text and as HTML, for the mail program to choose', async () => {
    const mail = await mailed(message)
    expect(mail).to.match(/^Content-Type: multipart\/alternative/m)
    expect(mail)
      .to.match(/^Content-Type: text\/plain/m)
      .and.match(/^Content-Type: text\/html/m)
    expect(mail).to.include('Reset Password</a>').and.include(message.text)
  })

  it('goes out as text alone when there is no HTML', async () => {
    const mail = await mailed({ ...message, html: null })
    expect(mail).to.match(/^Content-Type: text\/plain/m)
    expect(mail).not.to.match(/multipart|text\/html/)
  })

  it('is kept in the development inbox with its HTML', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-mail-'))
    try {
      const file = join(folder, 'inbox.ndjson')
      const gateway = await openMockGateway({ file, clock: { now: () => 0 } })
      await gateway.deliver(message)
      const delivered = { ...message, at: '1970-01-01T00:00:00.000Z', status: 'delivered' }
      expect(gateway.list(null)).to.deep.equal([delivered])
      expect(await readFile(file, 'utf8')).to.equal(`${JSON.stringify(delivered)}\n`)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

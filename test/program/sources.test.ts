import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { programForSuite } from '../stand-ins/program.ts'

interface Granted {
  readonly token: string
  readonly conversationId: string
  readonly userId: string
}

describe('the source of a chat of our own page', () => {
  const suite = programForSuite()

  async function talk(lines: readonly string[]): Promise<string> {
    const base = `${suite.get().url}/directline`
    const { token, conversationId, userId } = (await (
      await fetch(`${base}/tokens/generate`, { method: 'POST' })
    ).json()) as Granted
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    await fetch(`${base}/conversations`, { method: 'POST', headers })
    const path = `${base}/conversations/${conversationId}/activities`
    for (const text of lines) {
      const body = JSON.stringify({ type: 'message', text, from: { id: userId } })
      await fetch(path, { method: 'POST', headers, body })
    }
    return (await fetch(path, { headers })).text()
  }

  const askForPerson = ['a person', 'I cannot get in', 'yes']

  it('is counted with the person: new tokens bring no further cases (attacks I11)', async () => {
    const heard = []
    for (let index = 0; index < 6; index += 1) heard.push(await talk(askForPerson))
    expect(heard.map((text) => /\b100\d\b/.test(text))).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('is kept as a keyed hash: the address stands in no file', async () => {
    await talk(['hello'])
    const { dir } = suite.get()
    for (const name of await readdir(dir, { recursive: true })) {
      const text = await readFile(join(dir, name), 'utf8').catch(() => '')
      expect(text, name).not.to.match(/127\.0\.0\.1|::1\b/)
    }
  })

  it('is not taken from what a page sends about itself', async () => {
    const { url } = suite.get()
    const { token } = (await (
      await fetch(`${url}/directline/tokens/generate`, {
        method: 'POST',
        headers: { 'x-forwarded-for': '203.0.113.7' },
      })
    ).json()) as Granted
    expect(token).to.be.a('string')
    expect(await talk(askForPerson)).not.to.match(/\b100\d\b/)
  })
})

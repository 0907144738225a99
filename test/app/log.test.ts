import { expect } from 'chai'
import { createLog, readableLine } from '../../src/app/log.ts'

const settings = { logLevel: 'info', logFormat: null } as const

const written = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = []
  write(createLog(settings, { write: (line) => void lines.push(line) }))
  return lines.join('')
}

describe('the log', () => {
  it('is one JSON line an event where nobody reads along', () => {
    const line = written((log) => log.warn('outbox.failed', { attempts: 2 }))
    expect(JSON.parse(line)).to.include({ level: 40, msg: 'outbox.failed', attempts: 2 })
  })

  it('is a line without braces for a person at a terminal, with the same secrets hidden', () => {
    const line = readableLine(written((log) => log.info('turn.done', { flow: 'menu', code: '1' })))
    expect(line).to.match(/^\d\d:\d\d:\d\d info {2}turn\.done flow="menu"/)
    expect(line).to.include('code="[hidden]"')
  })
})

import { expect } from 'chai'
import { createMemoryDirectory } from '../stand-ins/memory-directory.ts'
import { directoryContract } from './contract.ts'
import { firstPassword, people, type Stand } from './people.ts'

function memoryStand(): Stand & { directory: ReturnType<typeof createMemoryDirectory> } {
  const directory = createMemoryDirectory()
  for (const [index, one] of Object.values(people).entries()) {
    directory.put(
      {
        reference: `r-${index}`,
        accountId: one.id,
        displayName: one.name,
        status: one.status,
        loginEmails: one.mails.map((mail) => mail.toLowerCase()),
        recoveryMobiles: one.e164,
        servers: one.servers,
      },
      firstPassword,
    )
  }
  return {
    directory,
    hasManyValues: true,
    statuses: ['active', 'locked', 'disabled', 'expired'],
    badPasswords: [
      { password: 'sh0rt', refusal: 'too-short' },
      { password: 'aaaaaaaaaaaa', refusal: 'too-simple' },
      { password: firstPassword, refusal: 'used-before' },
    ],
  }
}

describe('a directory in memory', () => {
  const stand = memoryStand()
  directoryContract(() => stand)

  it('throws while it is away, and does nothing', async () => {
    const { directory } = stand
    directory.setAway(true)
    const failed = await directory
      .unlock({ operation: 'away', reference: 'r-0' })
      .catch((error: unknown) => error)
    directory.setAway(false)
    expect(failed).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE', retryable: true })
  })

  it('makes a change whose answer is lost, and answers it to the repeat', async () => {
    const { directory } = stand
    const about = { operation: 'lost', reference: 'r-0' }
    directory.loseNextAnswer()
    const failed = await directory.endSessions(about).catch((error: unknown) => error)
    expect(failed).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE' })
    expect(await directory.endSessions(about)).to.deep.equal({ outcome: 'done' })
    expect(directory.sessionsEnded('r-0')).to.equal(1)
    expect(directory.calls.filter(({ operation }) => operation === 'lost')).to.have.length(2)
  })
})

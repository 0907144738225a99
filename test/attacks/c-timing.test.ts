import { expect } from 'chai'
import { rm } from 'node:fs/promises'
import { openChat, type Chat } from '../stand-ins/chat.ts'
import { importPeople } from '../stand-ins/import-people.ts'
import { dataFolder, startProgram, unlimited, type Program } from '../stand-ins/program.ts'
import { apart, median, shuffled, type Taken } from '../stand-ins/rank-test.ts'

const samples = 220
/** Less than this by chance once in a thousand runs of one comparison. */
const significance = 0.001

const numberOf = (index: number): string => `13800${String(200_000 + index)}`
const idOf = (index: number): string => `1000001${String(index).padStart(5, '0')}`

/** Even numbers have an account, odd ones have none: every sample is somebody's first time. */
const isKnown = (index: number): boolean => index % 2 === 0

async function timed(chat: Chat, text: string, prompt: string): Promise<number> {
  const begun = performance.now()
  const heard = await chat.say(text)
  const ms = performance.now() - begun
  expect(heard.step?.prompt).to.equal(prompt)
  return ms
}

/** Both kinds in one shuffled row, so that whatever else the machine does falls on both alike. */
async function measure(run: (index: number) => Promise<readonly number[]>): Promise<Taken[][]> {
  const rows: Taken[][] = []
  for (const index of shuffled(Array.from({ length: 2 * samples }, (_, each) => each))) {
    const times = await run(index)
    times.forEach((ms, at) => {
      rows[at] = [...(rows[at] ?? []), { isKnown: isKnown(index), ms }]
    })
  }
  return rows
}

describe('known and unknown take the same time (attacks C2)', function () {
  // A machine with other work to do is slow, not wrong.
  this.timeout(120_000)
  let program: Program
  before(async () => {
    const dir = await dataFolder()
    const known = Array.from({ length: 2 * samples }, (_, index) => index).filter(isKnown)
    await importPeople(
      dir,
      known.map((index) => ({ id: idOf(index), recoveryMobile: `+86${numberOf(index)}` })),
    )
    program = await startProgram(dir, unlimited)
  })
  after(async () => {
    await program.stop()
    await rm(program.dir, { recursive: true, force: true })
  })

  it('C2 a code is asked for and a wrong one typed, 440 times known and unknown shuffled → no difference in rank', async () => {
    const rows = await measure(async (index) => {
      const chat = openChat(program)
      await chat.say(numberOf(index))
      return [await timed(chat, 'yes', 'ask-code'), await timed(chat, '000000', 'ask-code')]
    })
    for (const [at, row] of rows.entries()) {
      const found = apart(row)
      expect(found.p, `step ${at}: ${JSON.stringify(found)}`).to.be.greaterThan(significance)
    }
  })

  it('C2 a mask and the full number typed, 440 times shuffled → no difference in rank; twice the time would be seen', async () => {
    const rows = await measure(async (index) => {
      const chat = openChat(program)
      await chat.say(idOf(index))
      return [
        await timed(chat, 'yes', 'ask-full-mobile'),
        await timed(chat, numberOf(index), 'ask-what'),
      ]
    })
    for (const [at, row] of rows.entries()) {
      const found = apart(row)
      expect(found.p, `step ${at}: ${JSON.stringify(found)}`).to.be.greaterThan(significance)
      const longer = median(row.map(({ ms }) => ms))
      const delayed = row.map(({ isKnown: is, ms }) => ({ isKnown: is, ms: is ? ms + longer : ms }))
      expect(apart(delayed).p, `step ${at}, delayed`).to.be.lessThan(significance)
    }
  })
})

import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

const story = ['a person', 'my phone was stolen and I cannot get in', 'yes', 'my case']

/** What is said of one's case, told in the zone that the person's program names with its first message. */
async function standing(timeZone: string | null): Promise<string> {
  const world = createWorld({ timeZone: 'Asia/Shanghai' })
  let text = ''
  for (const [place, words] of story.entries()) {
    const said = await world.say(words, place === 0 ? { timeZone } : {})
    text = said.text
  }
  return text
}

describe('times in the chat', () => {
  it('are those of the person’s own clock, and stay so when a message names no zone', async () => {
    expect(await standing('America/New_York')).to.match(/opened on .* [AP]M E[SD]T/)
  })

  it('are in TIME_ZONE, and name it, where nobody says which zone the person is in', async () => {
    expect(await standing(null)).to.match(/opened on .* [AP]M GMT\+8/)
  })

  it('name one zone, the person’s own, where a case waits for the hours of support', async () => {
    const week = [[{ from: 0, to: 1 }], [], [], [], [], [], []]
    const supportHours = { timeZone: 'Asia/Shanghai', week, holidays: [] }
    const world = createWorld({ timeZone: 'Asia/Shanghai', supportHours })
    const [first = '', ...others] = story.slice(0, -1)
    let { text } = await world.say(first, { timeZone: 'America/New_York' })
    for (const words of others) text = (await world.say(words)).text
    expect(text)
      .to.match(/[AP]M E[SD]T/)
      .and.to.not.match(/GMT/)
  })
})

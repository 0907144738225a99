import { expect } from 'chai'
import { openChat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'

describe('a message that is edited (Teams, messageUpdate)', () => {
  const suite = programForSuite(unlimited)

  async function asked(...lines: readonly string[]) {
    const chat = openChat(suite.get())
    for (const line of lines) await chat.say(line)
    return chat
  }

  it('is a new answer to the question that its first words answered', async () => {
    const chat = await asked('find my account', 'mobile')
    await chat.send({ id: 'slip', text: '1380013' })
    const heard = await chat.send({ type: 'messageUpdate', id: 'slip', text: '13800138001' })
    expect(heard.step?.prompt).to.equal('ask-code')
    const again = await chat.send({ type: 'messageUpdate', id: 'slip', text: '13800138001' })
    expect(again.replies).to.deep.equal([])
  })

  it('says nothing once the step has moved on, or something else was said since', async () => {
    const chat = await asked('find my account')
    await chat.send({ id: 'moved', text: 'mobile' })
    const late = await chat.send({ type: 'messageUpdate', id: 'moved', text: 'account id' })
    expect(late.replies).to.deep.equal([])
    await chat.send({ id: 'older', text: '138' })
    await chat.say('1380')
    const older = await chat.send({ type: 'messageUpdate', id: 'older', text: '13800138001' })
    expect(older.replies).to.deep.equal([])
  })
})

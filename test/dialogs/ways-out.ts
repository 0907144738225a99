import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import { locales } from '../../src/flow/locale.ts'
import { signInFor, worldOf } from '../stand-ins/signed-in.ts'
import { createWorld } from '../stand-ins/world.ts'
import { pathTo, viewOf } from '../stand-ins/exploration.ts'
import { reachedBy } from '../stand-ins/flow-world.ts'

const isWayOut = ({ id }: { readonly id: string }): boolean =>
  ['situation:lost-phone', 'situation:lost-mailbox', 'no-mobile', 'keep'].includes(id)

describe('whoever no longer has the phone or the mailbox (S14, S83)', () => {
  for (const dialog of assistant.dialogs.values()) {
    it(`finds a way out wherever ${dialog.id} asks for a number or a code`, () => {
      for (const reached of reachedBy(dialog).filter(({ rest }) => rest.kind === 'asking')) {
        for (const locale of locales) {
          const { form, choices } = viewOf(dialog, reached, { locale })
          const asks =
            form?.fields.some(({ kind }) => kind === 'mobile' || kind === 'code') ?? false
          if (asks) expect(choices.some(isWayOut), JSON.stringify(pathTo(reached))).to.equal(true)
        }
      }
    })
  }

  it('reaches a person from there, by the button and by words', async () => {
    for (const words of ['I don’t have that phone', 'my phone was stolen', '手机丢了']) {
      const world = createWorld()
      await world.say('100000000012')
      await world.say('yes')
      const said = await world.say(words)
      expect(said.heard).to.deep.equal({ kind: 'situation', ids: ['lost-phone'] })
      expect(said.step.prompt).to.equal('ask-full-mobile')
      expect(said.choices.at(-1)?.id).to.equal('start:talk-to-support')
      const { step } = await world.say(said.choices.at(-1)?.label ?? '')
      expect(step).to.include({ flow: 'talk-to-support', prompt: 'ask-problem' })
    }
  })

  it('reaches a person from a code that was mailed, and is told nothing of a phone', async () => {
    const world = await worldOf()
    await signInFor(world, 'change my password')
    const said = await world.say('I can’t open that mailbox')
    expect(said.text)
      .to.match(/a code there is of no use/)
      .and.to.not.include('phone')
    expect(said.step.prompt).to.equal('ask-code')
    expect(said.choices.at(-1)?.id).to.equal('start:talk-to-support')
  })
})

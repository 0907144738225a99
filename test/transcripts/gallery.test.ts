import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Played } from '../stand-ins/gallery.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { dialogues } from './gallery/dialogues.ts'
import { fileOf, playAll, scenes } from './gallery/play-all.ts'

describe('the gallery of conversations', () => {
  const suite = programForSuite(unlimited)
  let played: Awaited<ReturnType<typeof playAll>>

  before(async () => {
    played = await playAll(suite.get())
  })

  const of = (scene: (typeof scenes)[number]): Played => {
    const found = played.get(scene)
    if (found === undefined) throw new Error(`${scene.name} was not played`)
    return found
  }

  it('leaves no code on its way to a number that another conversation waits for one at', () => {
    const awaited = scenes.flatMap(({ lines }) =>
      lines.flatMap((line) => /\{code \+86(\d+)\}/u.exec(line)?.[1] ?? []),
    )
    const left = scenes.filter(({ ends }) => ends.endsWith('/ask-code'))
    for (const { name, lines, ends } of left) {
      const typed = lines.flatMap((line) => line.match(/\b1\d{10}\b/gu) ?? [])
      expect(awaited, `${name} ends at ${ends}`).to.not.include.oneOf(typed)
    }
  })

  it('has twenty people in trouble', () => {
    expect(dialogues).to.have.lengthOf(20)
  })

  for (const scene of scenes) {
    it(`${scene.name} (${scene.locale}) goes as it is kept, ends where it should, and repeats nothing`, async () => {
      const { text, ends, replies } = of(scene)
      expect(ends).to.equal(scene.ends)
      for (const [index, reply] of replies.entries()) expect(reply).not.to.equal(replies[index - 1])
      const file = new URL(`../../../test/transcripts/gallery/${fileOf(scene)}`, import.meta.url)
      expect(text).to.equal(await readFile(file, 'utf8'))
    })
  }
})

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

import { playScene, type Played, type Scene } from '../../stand-ins/gallery.ts'
import type { Reachable } from '../../stand-ins/program.ts'
import { dialogues } from './dialogues.ts'
import { flowScenes } from './flows.ts'

/** Every conversation of the gallery, in the order they are played. */
export const scenes: readonly Scene[] = [...flowScenes, ...dialogues]

/** The file that a scene is kept in, beside this one in the sources. */
export const fileOf = ({ name, locale }: Scene): string => `${name}.${locale}.txt`

/** Plays all of them, one after the other, since cases get their numbers in turn. */
export async function playAll(program: Reachable): Promise<ReadonlyMap<Scene, Played>> {
  const played = new Map<Scene, Played>()
  for (const scene of scenes) played.set(scene, await playScene(program, scene))
  return played
}

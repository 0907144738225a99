import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/root.ts'
import { seeded } from './sentences.ts'

/** How many texts are made of each shape. */
const perShape = 25

const words = {
  user: ['root', 'ubuntu', 'Administrator', 'ec2-user', 'li.wei', 'deploy'],
  host: ['web01', 'Prod1', 'db-2', 'node-7.local', 'VM-0-12'],
  Word: ['Mei', 'Tom', 'Anna', 'Latchkey'],
}

const pick = <Item>(items: readonly Item[], random: () => number, fallback: Item): Item =>
  items[Math.floor(random() * items.length)] ?? fallback

function signs(alphabet: string, count: number, random: () => number): string {
  return Array.from({ length: count }, () => pick(Array.from(alphabet), random, '0')).join('')
}

/** What stands for a slot such as `{d4}` or `{ip}`; an unknown one stays. */
function filled(slot: string, random: () => number): string {
  const [, kind = '', count = '1'] = /^([a-z]+)(\d*)$/i.exec(slot) ?? []
  const below = (limit: number): string => String(1 + Math.floor(random() * (limit - 1)))
  switch (kind) {
    case 'd':
      return signs('123456789', Number(count), random)
    case 'hex':
      return signs('0123456789abcdef', Number(count), random)
    case 'HEX':
      return signs('0123456789ABCDEF', Number(count), random)
    case 'ip':
      return [223, 255, 255, 255].map(below).join('.')
    case 'port':
      return below(65_535)
    case 'time':
      return `1${below(10)}:${signs('12345', 2, random)}`
    case 'user':
    case 'host':
    case 'Word':
      return pick(words[kind], random, '')
    default:
      return `{${slot}}`
  }
}

/** Technical text as people paste it, made of the shapes in pasted.txt; the same in every run, and no password in it. */
export function pastedTexts(): readonly string[] {
  const random = seeded(7)
  const shapes = readFileSync(join(projectRoot(), 'training', 'pasted.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  return shapes.flatMap((shape) =>
    Array.from({ length: perShape }, () =>
      shape.replace(/\{([a-z]+\d*)\}/gi, (_, slot: string) => filled(slot, random)),
    ),
  )
}

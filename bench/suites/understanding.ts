import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assistant } from '../../dialogs/index.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import { projectRoot } from '../../src/root.ts'
import type { Choice } from '../../src/flow/reply.ts'
import type { Meant, Understood } from '../../src/text/meaning.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
import { looksLikePassword } from '../../src/domain/typed-secret.ts'
import { locales } from '../../src/flow/locale.ts'
import { pastedTexts } from '../../training/pasted.ts'
import { readTold } from '../../training/sentences.ts'
import { figure, quantile, type Figure } from '../figure.ts'
import type { Depth, Suite } from '../suite.ts'

/** A sentence, and every flow, situation or topic that is right for it. */
interface Judged {
  readonly labels: readonly string[]
  readonly text: string
}

/** What was made of a sentence: a flow begun, something offered or asked, or nothing. */
interface Outcome {
  readonly begun: string | null
  readonly offered: readonly string[]
  /** For the confusions. */
  readonly name: string
}

type Verdict = 'right' | 'asked' | 'wrong' | 'left' | 'missed'

const idOf = (meant: Meant): string => {
  if (meant.kind === 'command')
    return meant.command === 'person' ? 'talk-to-support' : meant.command
  return meant.kind === 'flow' ? meant.flow : meant.id.replace('start:', '')
}

/** What is rightly said to by a command; at the menu an unclear question is answered with what can be asked. */
const answeredBy: Readonly<Record<string, readonly string[]>> = {
  status: ['my-case'],
  cancel: ['stops'],
  help: ['help', 'explains'],
}

function outcomeOf(understood: Understood): Outcome {
  switch (understood.kind) {
    case 'flow':
    case 'choice':
      return { begun: idOf(understood), offered: [], name: idOf(understood) }
    case 'command': {
      const id = idOf(understood)
      const begun = id === 'talk-to-support' || understood.argument !== null ? id : null
      return { begun, offered: answeredBy[id] ?? ['help'], name: id }
    }
    case 'situation': {
      const { situation } = understood
      const offered = [situation, ...assistant.situationSteps[situation]]
      return { begun: null, offered, name: `!${situation}` }
    }
    case 'smalltalk':
      return {
        begun: null,
        offered: [understood.topic, 'help', 'greeting', 'thanks', 'bot'],
        name: 'smalltalk',
      }
    case 'stance':
      return { begun: null, offered: [understood.stance], name: understood.stance }
    case 'unclear': {
      const offered = [...understood.candidates.map(idOf), 'clar']
      return { begun: null, offered, name: `?${understood.candidates.map(idOf).join(',')}` }
    }
    case 'foreign':
    case 'words':
      return { begun: null, offered: [], name: '-' }
    default:
      return understood satisfies never
  }
}

const nothing = [
  '!outside',
  '!close-account',
  '!leaver',
  '!bereaved',
  '!others-account',
  '!crisis',
  'smalltalk',
  'help',
  '-',
]

/** A situation with the same name is right; one that offers what was wanted has rightly asked. */
function verdictOf({ labels }: Judged, { begun, offered, name }: Outcome): Verdict {
  if (begun !== null) return labels.includes(begun) ? 'right' : 'wrong'
  const isOutside = labels.includes('outside')
  if (isOutside && nothing.includes(name)) return 'left'
  const [first = ''] = offered
  if (labels.includes(first) && !name.startsWith('?')) return 'right'
  if (offered.some((each) => labels.includes(each))) {
    return ['smalltalk', 'help', 'cancel'].includes(name) ? 'right' : 'asked'
  }
  return 'missed'
}

const menu: readonly Choice[] = assistant.menu.flatMap((flow) => {
  const entry = assistant.dialogs.get(flow)?.entry?.('en')
  return entry === undefined ? [] : [entry]
})

const other: Readonly<Record<string, string>> = { oos: 'outside', 'lost-code': 'no-code' }

async function readFileOf(path: string): Promise<readonly Judged[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.includes('\t'))
  return lines.map((line) => {
    const [labels = '', text = ''] = line.split('\t')
    return { labels: labels.split('|').map((label) => other[label] ?? label), text }
  })
}

const share = (part: number, whole: number): number => (whole === 0 ? 100 : (part / whole) * 100)

function shown(name: string, verdicts: readonly Verdict[]): string {
  const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length
  const cells = (['right', 'asked', 'left', 'missed', 'wrong'] as const).map(count)
  return [
    name.padEnd(44),
    String(verdicts.length).padStart(5),
    ...cells.map((n) => String(n).padStart(7)),
  ].join(' ')
}

/** Prints the verdicts by language and class, with what each class was taken for, and gives the figures. */
function judge(
  title: string,
  judged: readonly Judged[],
  understand: (text: string) => Understood,
): readonly Figure[] {
  const rows = judged.map((each) => {
    const outcome = outcomeOf(understand(each.text))
    const language = /\p{Script=Han}/u.test(each.text) ? 'zh' : 'en'
    return {
      ...each,
      key: `${language} ${each.labels.join('|')}`,
      outcome,
      verdict: verdictOf(each, outcome),
    }
  })
  console.log(`\n${title}\n${' '.repeat(44)} count   right   asked    left  missed   wrong`)
  for (const key of [...new Set(rows.map((row) => row.key))].toSorted()) {
    const own = rows.filter((row) => row.key === key)
    console.log(
      shown(
        key,
        own.map(({ verdict }) => verdict),
      ),
    )
    const taken = own.filter(({ verdict }) => verdict === 'missed' || verdict === 'wrong')
    const names = [...new Set(taken.map(({ outcome }) => outcome.name))]
    for (const name of names) {
      console.log(
        `    taken for ${name}: ${taken.filter(({ outcome }) => outcome.name === name).length}`,
      )
    }
  }
  const verdictsOf = (wanted: readonly (typeof rows)[number][]) =>
    wanted.map(({ verdict }) => verdict)
  for (const language of ['en', 'zh']) {
    const own = rows.filter(({ key }) => key.startsWith(language))
    console.log(shown(`all ${language}`, verdictsOf(own)))
  }
  console.log(shown('all', verdictsOf(rows)))
  const outside = rows.filter(({ labels }) => labels[0] === 'outside')
  const inside = rows.filter(({ labels }) => labels[0] !== 'outside')
  const of = (set: readonly (typeof rows)[number][], ...wanted: readonly Verdict[]) =>
    share(set.filter(({ verdict }) => wanted.includes(verdict)).length, set.length)
  const line = (
    work: string,
    value: number,
    [bound, limit]: readonly ['at least' | 'at most', number],
  ): Figure =>
    figure({
      suite: 'understanding',
      work: `${title}: ${work}`,
      ours: { value, unit: '%' },
      goal: { of: 'value', bound, limit },
      note: `${rows.length.toLocaleString('en')} sentences`,
    })
  return [
    line('in scope, right or rightly asked', of(inside, 'right', 'asked', 'left'), [
      'at least',
      93,
    ]),
    line('wrongly begun', of(rows, 'wrong'), ['at most', 1]),
    line('outside, left alone', of(outside, 'left', 'right'), ['at least', 97]),
  ]
}

/** How often a text without a password is taken to hold one. */
function alarms(work: string, texts: readonly string[]): Figure {
  const found = texts.filter((text) => looksLikePassword(text).found).length
  return figure({
    suite: 'understanding',
    work: `false password alarms: ${work}`,
    ours: { value: (found / texts.length) * 1_000, unit: '‰' },
    goal: { of: 'value', bound: 'at most', limit: 1 },
    note: `${texts.length.toLocaleString('en')} texts`,
  })
}

async function run({ file }: Depth): Promise<readonly Figure[]> {
  const hear = createUnderstanding(vocabulary, loadIntentModel())
  const understand = (text: string) => hear({ text, choices: menu, expects: 'choice' })
  const [own, first] = await Promise.all(
    ['held-out.tsv', 'first-sight.tsv'].map(async (name) =>
      readFileOf(join(projectRoot(), 'training', name)),
    ),
  )
  const given = file === null ? [] : await readFileOf(file)
  const figures = [
    ...judge('own, never trained on', own ?? [], understand),
    ...judge('own, at first sight', first ?? [], understand),
    ...(file === null ? [] : judge('a file', given, understand)),
  ]
  const took = [...(own ?? []), ...given].map(({ text }) => {
    const times = [1, 2, 3].map(() => {
      const from = performance.now()
      understand(text)
      return performance.now() - from
    })
    return Math.min(...times)
  })
  return [
    ...figures,
    ...locales.map((locale) =>
      alarms(
        `sentences, ${locale}`,
        readTold(locale).map(({ text }) => text),
      ),
    ),
    alarms('pasted technical text', pastedTexts()),
    figure({
      suite: 'understanding',
      work: 'one text, p99',
      ours: { value: quantile(took, 0.99), unit: 'ms' },
      goal: { of: 'value', bound: 'at most', limit: 1 },
      note: `median ${quantile(took, 0.5).toFixed(3)} ms`,
    }),
  ]
}

/** How well typed sentences are understood. */
export const understanding: Suite = { name: 'understanding', run }

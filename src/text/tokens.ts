import { plainText } from '../domain/plain-text.ts'

/** Longer texts are cut before any work; a door takes no more either. */
const longestText = 2_000

/** Words that are polite, hesitant or grammatical, and by themselves ask for nothing. */
const weakWords: ReadonlySet<string> = new Set(
  [
    'i ill im ive me my myself we us you your u the a an this that these it its to of for at in on with and or so then',
    'please pls plz kindly can could would will shall may do does did want wanna need needs like try trying some supposed take gotta get got let lets going gonna',
    'just now ok okay well um uh er hmm hey hi hello oh really actually maybe think again right away here there be is are am was have',
    'thanks thank sorry too already instead now immediately quickly',
    '我 你 您 他 们 想 要 请 帮 给 让 能 可 以 会 麻 烦 一 下 吧 了 啊 吗 呢 嘛 呀 哦 哈 的 地 得 就 还 是 现 在 先 那 这 个 好 行 把 来 再 直 接 需 谢 嗯 着',
  ].flatMap((line) => line.split(' ')),
)

/** A sentence with one of these may mean the opposite of its other words. */
const negations: ReadonlySet<string> = new Set(
  'dont not never no nor without cant cannot wont isnt doesnt didnt 不 没 别 无 未 勿'.split(' '),
)

/**
 * A text as comparable words: plain text, lower case, apostrophes dropped, punctuation folded to gaps. A Latin word is
 * one token and a Chinese character is one, so that phrases of both languages are found the same way and no dictionary
 * is needed to cut Chinese.
 */
export function tokensOf(text: string): readonly string[] {
  const folded = plainText(text.slice(0, longestText))
    .toLowerCase()
    .replace(/\bi['’`]?d (?=like|love|prefer|rather|want)/g, 'i would ')
    .replace(/['’`]/g, '')
    // "May I ask" and "a bit" stand anywhere in a Chinese phrase and change nothing.
    .replace(/请问|一下/g, ' ')
  return folded.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu) ?? []
}

/** A longer story is heard up to here. */
const mostClauses = 60

/** The parts of a text between its commas, full stops and other marks, each as tokens; empty ones left out. */
export function clausesOf(text: string): readonly (readonly string[])[] {
  return text
    .slice(0, longestText)
    .split(/[,.;:!?，。；：！？、\n]/u)
    .slice(0, mostClauses)
    .map(tokensOf)
    .filter((clause) => clause.length > 0)
}

/** Whether a word asks for nothing by itself. */
export function isWeak(token: string): boolean {
  return weakWords.has(token)
}

/** Whether any word turns the sentence round; "有没有" and the like only ask. */
export function isNegated(tokens: readonly string[]): boolean {
  return tokens.some(
    (token, index) => negations.has(token) && tokens[index - 1] !== tokens[index + 1],
  )
}

/** The words without the weak ones at both ends; all of them when nothing else is there. */
export function trimmed(tokens: readonly string[]): readonly string[] {
  const { first, end } = coreOf(tokens)
  return tokens.slice(first, end)
}

/** Where a text's first strong word stands and where its last one ends. */
function coreOf(tokens: readonly string[]): { readonly first: number; readonly end: number } {
  const first = tokens.findIndex((token) => !isWeak(token))
  if (first === -1) return { first: 0, end: tokens.length }
  return { first, end: tokens.findLastIndex((token) => !isWeak(token)) + 1 }
}

/** More polite words than this before or after a phrase are not taken off one by one. */
const mostTrimmed = 10

/**
 * The text whole, then with ever more of the weak words at its ends left out: "what else can you do" must be found
 * before "what else".
 */
export function formsOf(tokens: readonly string[]): readonly string[] {
  const { first, end } = coreOf(tokens)
  const forms: string[] = []
  for (let total = 0; total <= mostTrimmed * 2; total += 1) {
    for (
      let start = Math.max(0, total - mostTrimmed);
      start <= Math.min(first, total);
      start += 1
    ) {
      const stop = tokens.length - (total - start)
      if (stop >= end) forms.push(joined(tokens.slice(start, stop)))
    }
  }
  return [...forms, joined(trimmed(tokens))]
}

/** The tokens as one text to look up and to measure. */
export function joined(tokens: readonly string[]): string {
  return tokens.join(' ')
}

/** Where a phrase stands in the tokens, one word after the other, at `from` or later; -1 when it does not. */
export function indexOfPhrase(
  tokens: readonly string[],
  phrase: readonly string[],
  from = 0,
): number {
  if (phrase.length === 0) return -1
  for (let start = from; start + phrase.length <= tokens.length; start += 1) {
    if (phrase.every((token, offset) => tokens[start + offset] === token)) return start
  }
  return -1
}

/** How much a phrase says: a Latin word counts one, a Chinese character half a word. */
export function weightOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + (/\p{Script=Han}/u.test(token) ? 0.5 : 1), 0)
}

import { channelNames } from '../../src/domain/account.ts'
import { dayMs } from '../../src/domain/durations.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import { dayAndTime, duration } from '../../src/flow/wording.ts'
import type { Context } from './context.ts'
import type { Texts } from './texts.en.ts'

type Account = NonNullable<Context['account']>

const adviceMs = 90 * dayMs

function channelLines(texts: Texts, { channels }: Account, input: ViewInput<Context>) {
  const { lines, what } = texts
  return channelNames.map((channel) => {
    const name = what[channel]
    const view = channels.find((each) => each.channel === channel)
    if (view === undefined) return lines.none({ name })
    const { mask, state, heldUntil } = view
    if (state === 'pending') return lines.pending({ name, mask })
    if (heldUntil === null || heldUntil <= input.now) return lines.verified({ name, mask })
    return lines.held({ name, mask, hold: duration(heldUntil - input.now, input.locale) })
  })
}

function passwordLine(
  { lines }: Texts,
  { hasPassword, passwordChangedAt: at }: Account,
  { now, locale }: ViewInput<Context>,
): string {
  if (!hasPassword) return lines.passwordNone
  if (at === null) return lines.passwordUnknown
  const age = duration(now - at, locale)
  return now - at > adviceMs ? lines.passwordOld({ age }) : lines.passwordAge({ age })
}

/** How the account stands, a line each: its channels, its password, its open case and what was changed last. */
export function overview(texts: Texts, account: Account, input: ViewInput<Context>): string {
  const { lines, what } = texts
  const changes = account.changes.map((change) => {
    const facts = {
      what: what[change.what],
      time: dayAndTime(change.at, input.locale, input.timeZone),
    }
    return change.isUndone ? lines.undone(facts) : lines.change(facts)
  })
  return [
    lines.title({ id: account.id }),
    ...channelLines(texts, account, input),
    passwordLine(texts, account, input),
    ...(account.openCase === null ? [] : [lines.openCase({ number: account.openCase })]),
    ...changes,
  ].join('\n\n')
}

/** What would be left without the phone or the mailboxes, and whether something could be done about it now. */
export function checkUp({ checkUp: texts }: Texts, { outlook }: Account): string {
  const isFine = outlook.withoutPhone !== 'person' && outlook.withoutMailbox !== 'person'
  return [
    texts.withoutPhone[outlook.withoutPhone],
    texts.withoutMailbox[outlook.withoutMailbox],
    isFine ? texts.fine : texts.missing,
  ].join('\n\n')
}

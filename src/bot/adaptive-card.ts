import type { Attachment } from 'botbuilder'
import type { Said } from '../flow/reply.ts'

/**
 * The frame of every Adaptive Card. Version 1.3, the newest that every client in use shows; buttons are
 * `Action.Submit` throughout, since Web Chat knows no `Action.Execute`.
 *
 * @param said its text stands in for the card where none can be shown, and is what a screen reader says
 */
export function adaptiveCard(
  { text, locale }: Pick<Said, 'text' | 'locale'>,
  content: { readonly body: readonly object[]; readonly actions?: readonly object[] },
): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.3',
      lang: locale,
      fallbackText: text,
      speak: text,
      ...content,
    },
  }
}

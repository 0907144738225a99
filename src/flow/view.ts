import { countryOptions } from '../domain/countries.ts'
import type { ViewInput } from './dialog.ts'
import type { Field, Form, View } from './reply.ts'

/** A text for all prompts of a dialog, or one for each. */
type ForPrompt<P extends string> = string | Readonly<Record<P, string>>

/** What each view has to say by itself; the rest of a view is a plain question with a choice for an answer. */
type Shown = Partial<View> & Pick<View, 'question' | 'status'>

/** A view: what it shows, with what *help* and *why* say at its prompt. */
export function viewOf<P extends string>(
  prompt: P,
  { help, why }: { readonly help: ForPrompt<P>; readonly why: ForPrompt<P> },
  shown: Shown,
): View {
  return {
    notice: null,
    briefly: null,
    choices: [],
    form: null,
    link: null,
    expects: 'choice',
    help: typeof help === 'string' ? help : help[prompt],
    why: typeof why === 'string' ? why : why[prompt],
    ...shown,
  }
}

/** What waits for a page: the page's link and its two words in the turn that made it, and a reminder later. */
export function pageShown(
  texts: {
    readonly askPage: (p: { words: string }) => string
    readonly waiting: string
    readonly link: string
  },
  page: ViewInput<unknown>['page'],
): Pick<View, 'question' | 'link'> {
  return page === null
    ? { question: texts.waiting, link: null }
    : { question: texts.askPage({ words: page.words }), link: { label: texts.link, url: page.url } }
}

type ValueField = Pick<Field, 'kind' | 'label' | 'placeholder'>

const valueField = (field: ValueField): Field => ({
  id: 'value',
  options: [],
  initial: null,
  ...field,
})

/** A card with one field. */
export function valueForm(field: ValueField, submit: string): Form {
  return { fields: [valueField(field)], submit }
}

/** A card for a mobile number, with the countries to choose from. */
export function mobileForm(
  texts: {
    readonly country: string
    readonly mobile: string
    readonly example: string
    readonly submit: string
  },
  { context, locale }: ViewInput<{ readonly defaultRegion: string }>,
): Form {
  const options = countryOptions(locale, context.defaultRegion)
  const country: Field = {
    id: 'country',
    kind: 'country',
    label: texts.country,
    placeholder: '',
    options,
    initial: options[0]?.value ?? null,
  }
  const { mobile: label, example: placeholder } = texts
  return {
    fields: [country, valueField({ kind: 'mobile', label, placeholder })],
    submit: texts.submit,
  }
}

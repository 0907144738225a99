import type { PageStep } from '../ports/pages.ts'
import { html } from './html.ts'
import { fieldOf, revealButton } from './secret-fields.ts'
import { formOf, type DrawnStep, type StepView } from './secret-step.ts'

/** Email and password; a code as well once the account's owner has been mistyped too often. */
export function signInStep(
  view: StepView,
  step: Extract<PageStep, { readonly step: 'sign-in' }>,
): DrawnStep {
  const { texts, providerName } = view
  const { signIn } = texts
  return {
    title: providerName === null ? signIn.title : signIn.titleAt({ provider: providerName }),
    end: null,
    fields: ['email', 'password', ...(step.asksCode ? (['code'] as const) : [])],
    body: html`<p>${signIn.why}</p>
      ${formOf(view, [
        emailField(view),
        passwordField(view),
        revealButton(texts.show),
        step.asksCode ? codeField(view) : null,
        html`<button class="button" type="submit">${signIn.submit}</button>`,
      ])}
      <p class="hint">${signIn.forgot}</p>`,
  }
}

/** A plain text field, since browsers rewrite international addresses in fields of the type `email`. */
function emailField({ texts, typedEmail, faultsOf }: StepView) {
  return fieldOf({
    name: 'email',
    label: texts.signIn.email,
    type: 'text',
    autocomplete: 'username',
    inputMode: 'email',
    ...(typedEmail === '' ? {} : { value: typedEmail }),
    faults: faultsOf('email'),
  })
}

function passwordField({ texts, faultsOf }: StepView) {
  return fieldOf({
    name: 'password',
    label: texts.signIn.password,
    type: 'password',
    autocomplete: 'current-password',
    faults: faultsOf('password'),
  })
}

function codeField({ texts, faultsOf }: StepView) {
  return fieldOf({
    name: 'code',
    label: texts.signIn.code,
    type: 'text',
    autocomplete: 'one-time-code',
    inputMode: 'numeric',
    hint: texts.signIn.codeHint,
    // Empty asks for a code: it is sent only to whoever comes this far.
    isOptional: true,
    faults: faultsOf('code'),
  })
}

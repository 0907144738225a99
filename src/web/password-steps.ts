import { passwordRules, strictPolicy, type PasswordRule } from '../domain/password-policy.ts'
import { html, type Html } from './html.ts'
import type { FieldName } from './secret-notice.ts'
import {
  fieldOf,
  formOf,
  revealButton,
  type DrawnStep,
  type StepOf,
  type StepView,
} from './secret-step.ts'
import type { SecretTexts } from './secret-texts.en.ts'

/** Email and password; a code as well once the account's owner has been mistyped too often. */
export function signInStep(view: StepView, step: StepOf<'sign-in'>): DrawnStep {
  const { texts, providerName } = view
  const { signIn } = texts
  return {
    title: providerName === null ? signIn.title : signIn.titleAt({ provider: providerName }),
    fields: ['email', 'password', ...(step.asksCode ? (['code'] as const) : [])],
    body: html`<p>${signIn.why}</p>
      ${formOf(view, [
        emailField(view),
        currentPasswordField(view),
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

function currentPasswordField({ texts, faultsOf }: StepView) {
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
    // Submitted empty it asks for a code, which is sent only once email and password were right.
    isOptional: true,
    faults: faultsOf('code'),
  })
}

/** The new password twice, below the rules it has to keep; the current one before it where that is asked for. */
export function setPasswordStep(view: StepView, step: StepOf<'set-password'>): DrawnStep {
  const { state, texts } = view
  const { setPassword } = texts
  const isReset = state.page === 'reset-password'
  const old: readonly FieldName[] = step.asksOldPassword ? ['oldPassword'] : []
  return {
    title: isReset ? setPassword.resetTitle : setPassword.changeTitle,
    fields: [...old, 'newPassword', 'confirmPassword'],
    body: html`<p>${setPassword.why}</p>
      ${formOf(view, [
        usernameFor(step.username ?? null),
        step.asksOldPassword ? typedPasswordField(view, 'oldPassword') : null,
        rules(setPassword),
        typedPasswordField(view, 'newPassword'),
        typedPasswordField(view, 'confirmPassword'),
        sameness(setPassword),
        revealButton(texts.show),
        html`<button class="button" type="submit">${setPassword.submit}</button>`,
      ])}`,
  }
}

/** The password was handed on; looking again tries again, under the same operation. */
export function handedOnStep(view: StepView): DrawnStep {
  const { handedOn } = view.texts
  return {
    title: handedOn.title,
    body: html`<p>${handedOn.text}</p>
      ${formOf(view, html`<button class="button" type="submit">${handedOn.look}</button>`)}`,
  }
}

/** Nobody types into it and no form reads it: a password manager saves the new password under this name. */
function usernameFor(username: string | null): Html | null {
  if (username === null) return null
  return html`<input
    type="text"
    name="username"
    autocomplete="username"
    value="${username}"
    readonly
    hidden
  />`
}

const explained = { oldPassword: [], newPassword: ['rules', 'rules-more'], confirmPassword: [] }

function typedPasswordField(view: StepView, name: keyof typeof explained): Html {
  return fieldOf({
    name,
    label: view.texts.setPassword[name],
    type: 'password',
    autocomplete: name === 'oldPassword' ? 'current-password' : 'new-password',
    explainedBy: explained[name],
    faults: view.faultsOf(name),
  })
}

/** Plain sentences without script; with it each one is ticked as the person types, by the server's own patterns. */
function rules(texts: SecretTexts['setPassword']): Html {
  const sentences = sentencesOf(texts)
  return html`<div class="rules">
    <p id="rules-title">${texts.rules}</p>
    <ul
      id="rules"
      aria-labelledby="rules-title"
      data-met="${texts.met}"
      data-unmet="${texts.unmet}"
      data-count="${texts.count}"
    >
      ${passwordRules().map(({ rule, pattern }) =>
        pattern === null ? null : html`<li data-pattern="${pattern}">${sentences[rule]}</li>`,
      )}
    </ul>
    <p class="hint" id="rules-more">${texts.others}</p>
    <p class="unseen" id="rules-count" role="status"></p>
  </div>`
}

/** The rules that only the server can judge are told in one paragraph below the others. */
function sentencesOf(texts: SecretTexts['setPassword']): Record<PasswordRule, string | null> {
  const { minLength: min, maxLength: max } = strictPolicy
  return {
    length: texts.length({ min, max }),
    letter: texts.letter,
    digit: texts.digit,
    symbol: texts.symbol,
    'no-space': texts['no-space'],
    'not-common': null,
    'not-own-words': null,
    'not-used-before': null,
  }
}

/** Empty until the script compares the two entries. */
function sameness(texts: SecretTexts['setPassword']): Html {
  return html`<p
    class="sameness"
    id="sameness"
    role="status"
    data-same="${texts.same}"
    data-different="${texts.different}"
    hidden
  ></p>`
}

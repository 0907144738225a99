import type { PageForm } from '../../src/ports/pages.ts'
import { createSecretPageRoutes } from '../../src/web/secret-routes.ts'
import { movableClock } from '../stand-ins/fixed-clock.ts'
import { tokenOf } from '../stand-ins/page-links.ts'
import { pageState, scriptedPages, type PageAnswer } from '../stand-ins/pages.ts'
import { ask, type Asked } from './request.ts'

export const token = tokenOf('a')
export const signIn = pageState({ step: 'sign-in', asksCode: false })
export const setPassword = pageState({ step: 'set-password', asksOldPassword: false })
export const code = pageState({ step: 'code', way: { medium: 'sms', mask: '••••••78' } })
export const changed = pageState({ step: 'done', outcome: 'password-changed' })
export const stopped = pageState({ step: 'done', outcome: 'stopped' })

/** The routes over scripted flows, with a page to set a password on as the first; the clock starts at 0. */
export function secretWorld() {
  const pages = scriptedPages()
  pages.set(setPassword)
  const clock = movableClock(0)
  const publicUrl = 'https://keys.example.com/'
  const routes = createSecretPageRoutes({ pages, publicUrl, clock, defaultLocale: 'en' })
  const at = (page: string, asked: Asked = {}) =>
    ask(routes, `/p/${page}/:token`, { params: { token }, ...asked })
  const post = (page: string, body: unknown, asked: Asked = {}) =>
    at(page, { method: 'POST', body, ...asked })
  const send = (fields: PageForm, asked: Asked = {}) =>
    post('reset-password', { nonce: setPassword.nonce, ...fields }, asked)
  /** The answer to a form that leads there. */
  const ledTo = (answer: PageAnswer) => {
    pages.set(setPassword, answer)
    return send({ newPassword: 'x' })
  }
  return { pages, clock, routes, at, post, send, ledTo }
}

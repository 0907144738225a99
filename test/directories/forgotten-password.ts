import type { PageForm } from '../../src/ports/pages.ts'
import type { DirectoryWorld } from '../stand-ins/directory-world.ts'
import { linkIn, newPassword, openPage, owner } from '../stand-ins/owner.ts'
import type { World } from '../stand-ins/world.ts'

/** The page behind a mailed reset link, with the cookie that its browser would hold. */
export async function resetPage(world: World) {
  await world.say('reset my password')
  await world.say(owner.loginEmail)
  const texts = world.sent.filter(({ to }) => to === owner.loginEmail).map(({ text }) => text)
  return withCookie(await openPage(world, 'reset-password', linkIn(texts, 'reset-password')))
}

/** A page with the cookie that its browser would hold. */
export function withCookie(page: Awaited<ReturnType<typeof openPage>>) {
  let passwordKey: string | undefined
  return {
    state: () => page.state(),
    key: () => passwordKey,
    forget() {
      passwordKey = undefined
    },
    async send(form: PageForm) {
      const answer = await page.send({
        ...form,
        ...(passwordKey === undefined ? {} : { passwordKey }),
      })
      if (answer !== null && answer !== 'foreign') passwordKey = answer.passwordKey ?? passwordKey
      return answer
    },
  }
}

/** What a form says of a new password. */
export const twice = (password: string) => ({ newPassword: password, confirmPassword: password })

/** Goes through a reset to its end. */
export async function resetTo({ world }: DirectoryWorld, password = newPassword) {
  const page = await resetPage(world)
  await page.send(twice(password))
  await page.send({ code: world.codeFor(owner.recoveryMobile) })
  return page
}

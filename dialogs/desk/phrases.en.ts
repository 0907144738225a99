import type { DeskFace } from '../../src/flow/desk-face.ts'
import { phrases } from '../../src/flow/phrases.ts'

/** How orders are typed at a desk; the names of the steps come from the flows themselves. */
export interface PhraseTexts {
  /** What begins an order; the longest that fits counts. */
  readonly orders: DeskFace['phrases']
  /** Words that may follow an order; lower case. */
  readonly words: DeskFace['words']
}

/** How orders are typed in English. */
export const en: PhraseTexts = {
  orders: {
    register: phrases('register triage here'),
    unregister: phrases('unregister | triage unregister'),
    'self-test': phrases('triage self-test | self-test | selftest | triage self test'),
    help: phrases('help | ? | commands'),
    language: phrases('language'),
    role: phrases('role'),
    cases: phrases('cases | list'),
    search: phrases('search | find'),
    counts: phrases('counts | statistics | stats'),
    export: phrases('export'),
    show: phrases('show | case | open'),
    take: phrases('take | claim'),
    assign: phrases('assign | hand over'),
    release: phrases('release | unassign | drop'),
    reply: phrases('reply | answer | say'),
    ask: phrases('ask'),
    note: phrases('note'),
    offer: phrases('offer | suggest'),
    severity: phrases('severity | priority'),
    snooze: phrases('snooze'),
    wait: phrases('wait | pending'),
    resolve: phrases('resolve | close | solve'),
    reopen: phrases('reopen'),
    transcript: phrases('transcript | history | log'),
    recover: phrases('recover | assisted recovery'),
    approve: phrases('approve'),
    refuse: phrases('refuse | reject | decline'),
  },
  words: {
    severity: {
      low: phrases('low'),
      normal: phrases('normal | medium'),
      high: phrases('high'),
      urgent: phrases('urgent | critical'),
    },
    outcome: {
      solved: phrases('solved | fixed | done'),
      recovered: phrases('recovered | access restored'),
      'not-proven': phrases('not-proven | not proven | unproven'),
      duplicate: phrases('duplicate'),
      'no-answer': phrases('no-answer | no answer | silent'),
      other: phrases('other'),
    },
    filter: {
      open: phrases('open'),
      mine: phrases('mine | my'),
      unassigned: phrases('unassigned | new'),
      urgent: phrases('urgent'),
      late: phrases('late | breaching | overdue'),
      all: phrases('all'),
    },
    role: {
      viewer: phrases('viewer | reader'),
      agent: phrases('agent'),
      lead: phrases('lead | admin'),
    },
    topic: {
      account: phrases('account'),
      password: phrases('password'),
      channels: phrases('channels | contact'),
      'sign-in': phrases('sign-in | login'),
      security: phrases('security'),
      other: phrases('other'),
    },
    step: {
      'retrieve-account': phrases('retrieve-account | retrieve account | find account'),
      'reset-password': phrases('reset-password | reset password | reset'),
      'sign-in': phrases('sign-in | login'),
      'change-password': phrases('change-password | change password'),
      'change-contact': phrases('change-contact | change contact'),
      'change-recovery': phrases('change-recovery | change recovery'),
      'bind-email': phrases('bind-email | bind email | login email'),
    },
    unit: { minute: phrases('m | min'), hour: phrases('h'), day: phrases('d') },
    before: { agent: phrases('to') },
    language: { en: phrases('en'), 'zh-CN': phrases('chinese | zh') },
  },
}

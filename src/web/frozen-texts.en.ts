/** What happens to an account whatever its owner objects to. */
export const frozenEn = [
  'everybody is signed out, on all devices;',
  'for now, nobody can sign in or make a change;',
  'our support opens a case and looks into it with you.',
]

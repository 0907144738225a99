import * as fc from 'fast-check'

/** What people paste and attackers send, whole or as a part of more. */
const parts = fc.oneof(
  fc.constantFrom(
    '13800138000',
    '+86 138 0013 8000',
    '１３８００１３８０００',
    '一三八',
    '100000000012',
    '203.0.113.10',
    '::ffff:203.0.113.10',
    '300.1.1.1',
    '0x7f.1',
    'fe80::1%eth0',
    '999999',
    'li.wei@example.com',
    '"a b"@example.org',
    'a@b@c',
    'Password: Harbour-Light-71',
    '密码：',
    'yes',
    '好的',
    'no',
    'maybe',
    'I forgot my password',
    '找回账号',
    'resolve 1001 done',

    '\u202E',
    '\u200B',
    '\uD800',
    '\u0000',
    'h\u0301\u0301',
    '👨‍👩‍👧‍👦',
    '\r\n',
    '<b>',
    '__proto__',
    '${x}',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.integer().map(String),
)

/** Any text at all, and texts that are nearly something. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(parts, { maxLength: 5 }).map((some) => some.join(' ')),
  fc.array(parts, { maxLength: 4 }).map((some) => some.join('')),
  fc.tuple(parts, fc.integer({ min: 1, max: 300 })).map(([part, times]) => part.repeat(times)),
)

const names = ['type', 'id', 'text', 'value', 'latchkey', 'question', 'choice', 'locale', 'name']

/** Any JSON value, with the names that our own readers look for. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1e308, 'message', 'invoke', '__proto__'),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom(...names, 'from', 'conversation', 'channelData', 'entities', 'ops', 'r'),
      tie('tree'),
      { maxKeys: 6 },
    ),
  ),
})).tree

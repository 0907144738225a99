import { countMade, literalPatterns, madePatterns, sourceFiles, type Pattern } from './every-pattern.ts'
import { steepnessOf } from './race.ts'

/** Patterns that are known to be steep: a check that finds none of them checks nothing. */
const known: readonly Pattern[] = [
  { file: 'known', source: '[.:]+$', flags: '' },
  { file: 'known', source: '^(a+)+$', flags: '' },
  { file: 'known', source: '^[a-z]{2,5}v?\\d+(?:\\/[a-z]{0,5}v?\\d+)+$', flags: 'i' },
  { file: 'known', source: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', flags: '' },
  { file: 'known', source: ' *@ *', flags: 'g' },
  { file: 'known', source: '\\d+(?:\\.\\d+)+(?:[-+.][a-z0-9.]+)?$', flags: 'i' },
]

const made: Pattern[] = []
for (const file of sourceFiles()) if (countMade(file) > 0) made.push(...(await madePatterns(file)))

const patterns = new Map(
  [...literalPatterns(), ...made, ...known].map((each) => [`/${each.source}/${each.flags}`, each]),
)
const steep = [...patterns.values()].flatMap((pattern) => steepnessOf(pattern) ?? [])
const unmade = sourceFiles().filter(
  (file) => countMade(file) > made.filter((pattern) => pattern.file === file).length,
)
process.stdout.write(
  JSON.stringify({
    count: patterns.size,
    unmade,
    found: steep.filter(({ file }) => file === 'known').length,
    known: known.length,
    steep: steep
      .filter(({ file }) => file !== 'known')
      .map(({ file, source, flags, shownBy }) => `${file} /${source}/${flags} by ${shownBy}`),
  }),
)

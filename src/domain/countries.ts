import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  type CountryCode,
} from 'libphonenumber-js/max'

/** One line of a card's country list. */
export interface CountryOption {
  /** Such as `+86`; every value occurs once. */
  readonly value: string
  /** The countries' names in the reader's language and the code. */
  readonly label: string
}

/** The country a shared calling code is known for, by the number of its lines; the others stand behind it. */
const foremost: readonly CountryCode[] = ['US', 'CA', 'GB', 'RU', 'IT', 'NO', 'AU', 'FI', 'MA']

/** So many names fit one line of a list on a phone. */
const mostNames = 4

const made = new Map<string, readonly CountryOption[]>()

/**
 * Every country's calling code for a list to pick from, the default region's first and the others by name (S16).
 * Countries that share a code share a line, so that a picked value is never ambiguous. Made once per language.
 *
 * @param locale BCP 47
 * @param defaultRegion ISO 3166; an unknown one puts nothing first
 */
export function countryOptions(locale: string, defaultRegion: string): readonly CountryOption[] {
  const key = `${locale} ${defaultRegion}`
  const known = made.get(key)
  if (known !== undefined) return known
  const list = listOptions(locale, defaultRegion)
  made.set(key, list)
  return list
}

function listOptions(locale: string, defaultRegion: string): readonly CountryOption[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const collator = new Intl.Collator(locale)
  const first = isSupportedCountry(defaultRegion) ? `+${getCountryCallingCode(defaultRegion)}` : ''
  return [...countriesByCode(defaultRegion)]
    .map(([value, countries]) => ({ value, label: labelOf(value, countries, names) }))
    .toSorted(
      (one, other) =>
        Number(other.value === first) - Number(one.value === first) ||
        collator.compare(one.label, other.label),
    )
}

function countriesByCode(defaultRegion: string): Map<string, CountryCode[]> {
  const byCode = new Map<string, CountryCode[]>()
  const ordered = new Set([
    ...getCountries().filter((country) => country === defaultRegion),
    ...foremost,
    ...getCountries(),
  ])
  for (const country of ordered) {
    const value = `+${getCountryCallingCode(country)}`
    byCode.set(value, [...(byCode.get(value) ?? []), country])
  }
  return byCode
}

function labelOf(
  value: string,
  countries: readonly CountryCode[],
  names: Intl.DisplayNames,
): string {
  const shown = countries.slice(0, mostNames).map((country) => names.of(country) ?? country)
  const more = countries.length > mostNames ? ', …' : ''
  return `${shown.join(', ')}${more} (${value})`
}

/** The watermark a page asks to go on from; 0, everything, for none and for what is no watermark (`-` at the start). */
export function watermarkIn(query: URLSearchParams): number {
  const told = query.get('watermark') ?? ''
  return /^\d{1,15}$/u.test(told) ? Number(told) : 0
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text for a page or a mail: none of it is markup, in text or in a *quoted* attribute (OWASP XSS Prevention, rules 1 and 2). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** The same for text between tags alone, where quotes stay as they are. */
export function escapeTags(text: string): string {
  return text.replaceAll(/[&<>]/gu, (sign) => entities[sign] ?? sign)
}

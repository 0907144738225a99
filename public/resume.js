/**
 * A secret page that was loaded again after its address had been cleaned: goes back to the link that this tab keeps.
 * Taken out first, so that a link that no longer opens is not tried for ever.
 */
const kept = sessionStorage.getItem(location.pathname)
if (kept !== null) {
  sessionStorage.removeItem(location.pathname)
  location.replace(`${location.pathname}/${kept}`)
}

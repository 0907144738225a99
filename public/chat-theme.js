/** How Web Chat and its cards look. Every colour is a variable of the stylesheet, so light and dark are said once. */

const font =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", sans-serif'

function palette() {
  const style = getComputedStyle(document.documentElement)
  return (name) => style.getPropertyValue(`--${name}`).trim()
}

/** Web Chat's style options in the colours that hold now. */
export function styleOptions() {
  const color = palette()
  return {
    ...bubbles(color),
    ...buttons(color),
    accent: color('accent'),
    subtle: color('muted'),
    backgroundColor: 'transparent',
    primaryFont: font,
    rootHeight: '100%',
    rootWidth: '100%',
    hideUploadButton: true,
    botAvatarImage: new URL('key.svg', import.meta.url).href,
    botAvatarInitials: 'L',
    avatarSize: 32,
    timestampColor: color('muted'),
    groupTimestamp: 60_000,
    transitionDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? '0s' : '.15s',
    transcriptTerminatorColor: color('muted'),
    transcriptVisualKeyboardIndicatorColor: color('accent'),
    newMessagesButtonKeyboardFocusIndicatorBorderColor: color('accent'),
  }
}

function bubbles(color) {
  return {
    bubbleBackground: color('surface'),
    bubbleBorderColor: color('line'),
    bubbleBorderRadius: 14,
    bubbleBorderWidth: 1,
    bubbleTextColor: color('ink'),
    bubbleMaxWidth: 560,
    bubbleFromUserBackground: color('accent'),
    bubbleFromUserBorderColor: color('accent'),
    bubbleFromUserBorderRadius: 14,
    bubbleFromUserBorderWidth: 1,
    bubbleFromUserTextColor: color('on-accent'),
    paddingRegular: 12,
  }
}

function buttons(color) {
  return {
    sendBoxBackground: color('surface'),
    sendBoxTextColor: color('ink'),
    sendBoxPlaceholderColor: color('muted'),
    sendBoxButtonColor: color('accent'),
    sendBoxButtonColorOnHover: color('accent'),
    sendBoxButtonColorOnDisabled: color('muted'),
    sendBoxButtonShadeColor: 'transparent',
    sendBoxButtonShadeColorOnHover: color('soft'),
    sendBoxBorderTop: `1px solid ${color('line')}`,
    sendBoxHeight: 52,
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: color('surface'),
    suggestedActionBackgroundColorOnHover: color('soft'),
    suggestedActionBackgroundColorOnActive: color('soft'),
    suggestedActionBackgroundColorOnFocus: color('soft'),
    suggestedActionBorderColor: color('accent'),
    suggestedActionBorderRadius: 20,
    suggestedActionBorderWidth: 1,
    suggestedActionHeight: 44,
    suggestedActionTextColor: color('accent'),
    suggestedActionKeyboardFocusIndicatorBorderColor: color('accent'),
  }
}

/**
 * What cards are drawn with; the fields and buttons in them are dressed by the stylesheet.
 *
 * @param actions how the page wants a card's buttons beyond the usual
 */
export function cardOptions(actions = {}) {
  const color = palette()
  const tone = (name) => ({ default: color(name), subtle: color('muted') })
  const foregroundColors = {
    default: tone('ink'),
    dark: tone('ink'),
    light: tone('muted'),
    accent: tone('accent'),
    good: tone('good'),
    warning: tone('warn'),
    attention: tone('bad'),
  }
  const container = (background) => ({ backgroundColor: color(background), foregroundColors })
  return {
    supportsInteractivity: true,
    fontFamily: font,
    separator: { lineThickness: 1, lineColor: color('line') },
    spacing: { small: 6, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 12 },
    containerStyles: {
      default: container('surface'),
      emphasis: container('soft'),
      accent: container('soft'),
      good: container('relief'),
      warning: container('note'),
      attention: container('alarm'),
    },
    actions: {
      maxActions: 6,
      actionsOrientation: 'vertical',
      actionAlignment: 'stretch',
      buttonSpacing: 8,
      spacing: 'default',
      ...actions,
    },
    inputs: { label: { requiredInputs: { suffix: ' *' } } },
  }
}

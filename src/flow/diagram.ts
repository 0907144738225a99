import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'

const legend = [
  '  classDef asking fill:#e8f0fe,stroke:#3b62b0,color:#12233f',
  '  classDef working fill:#fdf3e1,stroke:#a86a12,color:#3a2503',
]

/** Stands for every state of a chart: a transition written on the chart itself begins here. */
const anywhere = 'anywhere'

/** A state's id in the drawing: its path, in which no dash may stand. */
const nameOf = (node: AnyStateNode): string => node.path.join('_').replaceAll('-', '_') || anywhere

function guardName(guard: unknown): string {
  if (typeof guard === 'string') return guard
  const { type, params } = guard as { type: string; params?: unknown }
  return params === undefined
    ? type
    : `${type} ${typeof params === 'string' ? params : JSON.stringify(params)}`
}

/** What a transition is labelled with: its event, if any, and the guard that lets it pass. */
function label({ eventType, guard }: AnyTransitionDefinition, isLaterChoice: boolean): string {
  const condition = guard === undefined ? (isLaterChoice ? 'otherwise' : '') : guardName(guard)
  return [eventType, condition && `[${condition}]`].filter((part) => part !== '').join(' ')
}

interface Arrow {
  readonly from: string
  readonly to: string
  readonly label: string
}

/** A transition without a target stays where it is, to say what was wrong, and has no arrow. */
function arrowsFrom(node: AnyStateNode): readonly Arrow[] {
  return [node.always ?? [], ...node.transitions.values()].flatMap((choices) =>
    choices.flatMap((choice, index) =>
      (choice.target ?? []).map((target) => ({
        from: nameOf(node),
        to: nameOf(target),
        label: label(choice, index > 0),
      })),
    ),
  )
}

const line = (from: string, to: string, words: string): string =>
  `  ${from} --> ${to}${words === '' ? '' : `: ${words}`}`

function nodesOf(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values<AnyStateNode>(node.states).flatMap(nodesOf)]
}

/** Two ways between the same two states share one arrow, so that the drawing keeps its lines apart. */
function transitionLines(nodes: readonly AnyStateNode[]): readonly string[] {
  const labels = new Map<string, { readonly arrow: Arrow; readonly words: string[] }>()
  for (const arrow of nodes.flatMap(arrowsFrom)) {
    const key = `${arrow.from} ${arrow.to}`
    const drawn = labels.get(key) ?? { arrow, words: [] }
    if (!drawn.words.includes(arrow.label)) drawn.words.push(arrow.label)
    labels.set(key, drawn)
  }
  return [...labels.values()].map(({ arrow, words }) =>
    line(arrow.from, arrow.to, words.filter((word) => word !== '').join('<br/>')),
  )
}

/** A state whose own name cannot be its id is drawn under that name all the same. */
function titleLines(node: AnyStateNode): readonly string[] {
  const title = node.path.join('_')
  return title.includes('-') ? [`  state "${title}" as ${nameOf(node)}`] : []
}

function classLines(node: AnyStateNode): readonly string[] {
  const kind = ['asking', 'working'].find((tag) => node.tags.includes(tag))
  return [
    ...(kind === undefined ? [] : [`  class ${nameOf(node)} ${kind}`]),
    ...(node.type === 'final' ? [line(nameOf(node), '[*]', '')] : []),
  ]
}

/**
 * Draws a chart as a Mermaid `stateDiagram-v2`: a box for each state under its own name (a nested one under its
 * path), blue where the person is asked and amber where an effect is under way; arrows carry event and guard.
 *
 * @returns the diagram's text, with a newline at its end; the same chart gives the same text
 */
export function drawDiagram(machine: AnyStateMachine): string {
  const nodes = nodesOf(machine.root)
  const starts = nodes.flatMap((node) =>
    (node.initial?.target ?? []).map((target) =>
      line(node === machine.root ? '[*]' : nameOf(node), nameOf(target), ''),
    ),
  )
  const titles = nodes.flatMap(titleLines)
  const drawing = [
    ...titles,
    ...starts,
    ...transitionLines(nodes),
    ...nodes.flatMap(classLines),
    ...legend,
  ]
  return `${['stateDiagram-v2', '  direction TB', ...drawing].join('\n')}\n`
}

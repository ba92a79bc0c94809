import { type Flow, type State, waysOn } from './flow.ts';

/** Brackets by which Mermaid draws a shape: https://mermaid.js.org/syntax/flowchart.html */
const SHAPES: Readonly<Record<State['type'], readonly [string, string]>> = {
  'language-menu': ['{{', '}}'],
  menu: ['{{', '}}'],
  collect: ['[/', '/]'],
  run: ['[[', ']]'],
  record: ['>', ']'],
  hold: ['(', ')'],
  bridge: ['(', ')'],
  end: ['([', '])'],
};

/**
 * A flow as a Mermaid flowchart: a shape a state, an arrow a way on. What silence or wrong keys lead to is dotted.
 * Names stand in labels only, since Mermaid takes some words, such as `end`, for its own.
 */
export function flowGraph(flow: Flow): string {
  const states = Object.entries(flow.states);
  const idOf = new Map(states.map(([name], index) => [name, `s${index + 1}`]));
  const nodes = states.map(([name, state]) => {
    const [open, close] = SHAPES[state.type];
    return `  ${idOf.get(name)}${open}"${label(name)}"${close}`;
  });
  const arrows = states.flatMap(([name, state]) =>
    groupedWays(state).map(({ to, helpless, labels }) => {
      const arrow = helpless ? '-.->' : '-->';
      return `  ${idOf.get(name)} ${arrow}|"${label(labels.join(', '))}"| ${idOf.get(to) ?? unknown(to)}`;
    }),
  );
  const start = `  start((" ")) --> ${idOf.get(flow['initial-state']) ?? unknown(flow['initial-state'])}`;
  return ['flowchart TD', start, ...nodes, ...arrows].join('\n');
}

/** The ways on from a state to another. */
export interface Arrow {
  to: string;
  /** what silence and wrong answers lead to */
  helpless: boolean;
  labels: string[];
}

/** Ways with the same end share an arrow; those of help and of helplessness do not. */
export function groupedWays(state: State): Arrow[] {
  const ways = waysOn(state).map((way) => ({
    ...way,
    helpless: way.label === 'give-up' || way.label === 'machine' || way.transition.retry === true,
  }));
  const groups = Map.groupBy(ways, ({ helpless, transition }) => `${helpless} ${transition.to}`);
  return [...groups.values()].map((group) => ({
    to: group[0]?.transition.to ?? '',
    helpless: group[0]?.helpless ?? false,
    labels: group.map((way) => way.label),
  }));
}

/** A state that does not exist is drawn all the same: the graph of a faulty flow helps to mend it. */
function unknown(name: string): string {
  return `unknown("${label(`${name}?`)}")`;
}

/** Mermaid's own entities for what would end a label or be taken for HTML. */
function label(text: string): string {
  return text.replace(/[#"<>&]/g, (character) => `#${character.charCodeAt(0)};`);
}

import { type Edge, type Graph, instance, type Node } from '@viz-js/viz';
import type { Flow, State } from '../../domain/flow/flow.ts';
import { type Arrow, groupedWays } from '../../domain/flow/flow-graph.ts';
import type { Prompts } from '../../domain/flow/prompts.ts';
import { withoutMarks } from '../../domain/flow/speech-marks.ts';

const INK = '#1f2933';
const FAINT = '#9aa5b1';

/** How a kind of state looks: https://graphviz.org/doc/info/shapes.html */
const LOOKS: Readonly<Record<State['type'], { shape: string; fillcolor: string }>> = {
  'language-menu': { shape: 'hexagon', fillcolor: '#cfe3ff' },
  menu: { shape: 'hexagon', fillcolor: '#cfe3ff' },
  collect: { shape: 'parallelogram', fillcolor: '#d6f0dd' },
  record: { shape: 'cds', fillcolor: '#ffe2c7' },
  run: { shape: 'box', fillcolor: '#f0f0f2' },
  hold: { shape: 'oval', fillcolor: '#fff3bf' },
  bridge: { shape: 'doubleoctagon', fillcolor: '#e7d9fb' },
  end: { shape: 'oval', fillcolor: '#ffffff' },
};

/**
 * A flow as a drawing, SVG. Keys stand at the arrows, what silence and wrong answers lead to is dashed. An end is drawn at
 * every state that leads there, since arrows across the whole sheet would hide the rest.
 * @param words whose texts are shown where the pointer rests
 */
export async function drawFlow(flow: Flow, words: Prompts | undefined): Promise<string> {
  const viz = await instance();
  return viz.renderString(graphOf(flow, words), { format: 'svg' });
}

function graphOf(flow: Flow, words: Prompts | undefined): Graph {
  const states = Object.entries(flow.states);
  const order = states.map(([name]) => name);
  const isEnd = (name: string) => flow.states[name]?.type === 'end';
  const arrows = states.flatMap(([from, state]) => groupedWays(state).map((arrow) => ({ from, ...arrow })));
  const ends = arrows
    .filter(({ to }) => isEnd(to))
    .map(({ from, to }) => ({ name: to, id: endId(from, to) }));
  const drawn = [...states.filter(([name]) => !isEnd(name)).map(([name]) => ({ name, id: name })), ...ends];
  return {
    graphAttributes: {
      label: { html: `${inHtml(flow.flow)}<br/><font point-size="12">${LEGEND}</font>` },
      labelloc: 't',
      fontname: 'Helvetica',
      fontsize: 24,
      rankdir: 'TB',
      nodesep: 0.3,
      ranksep: 0.55,
      pad: 0.4,
    },
    nodeAttributes: {
      fontname: 'Helvetica',
      fontsize: 12,
      style: 'filled',
      color: '#52606d',
      fontcolor: INK,
      margin: '0.12,0.06',
    },
    edgeAttributes: { fontname: 'Helvetica', fontsize: 11, color: '#52606d', fontcolor: INK, arrowsize: 0.7 },
    nodes: [
      { name: START, attributes: { shape: 'circle', label: '', width: 0.2, fillcolor: INK } },
      ...drawn.map(({ name, id }) => node(id, name, flow.states[name], words)),
    ],
    edges: [
      { tail: START, head: flow['initial-state'] },
      ...arrows.map((arrow) => {
        // the sheet reads as the file does: a way back to what stands above does not move it down
        const back = order.indexOf(arrow.to) <= order.indexOf(arrow.from);
        return edge(arrow, isEnd(arrow.to) ? endId(arrow.from, arrow.to) : arrow.to, !back);
      }),
    ],
  };
}

const LEGEND =
  'blue: a choice · green: digits · orange: a recording · grey: something is done · yellow: waiting · violet: two are connected · white: the end · dashed: silence and wrong answers';

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Spaces are in no state's name. */
const START = 'the start';

function endId(from: string, to: string): string {
  return `${to} after ${from}`;
}

function node(id: string, name: string, state: State | undefined, words: Prompts | undefined): Node {
  const tooltip = state ? wordsAt(state, words) : '';
  return { name: id, attributes: { label: name, tooltip: tooltip || name, ...(state && LOOKS[state.type]) } };
}

function edge({ from, helpless, labels }: Arrow & { from: string }, head: string, constraint: boolean): Edge {
  const label = labels.filter((one) => one !== 'next' && one !== 'give-up').join(', ');
  const faint = helpless ? { style: 'dashed', color: FAINT, fontcolor: '#52606d', weight: 0 } : {};
  return { tail: from, head, attributes: { label: ` ${label}`, constraint, ...faint } };
}

/** What is said at a state, or done. */
function wordsAt(state: State, words: Prompts | undefined): string {
  if (state.type === 'run') return `does: ${state.action}`;
  const pieces = state.say === undefined ? [] : (words?.say[state.say] ?? []);
  return pieces
    .map((piece) => (typeof piece === 'string' ? withoutMarks(piece) : `(${piece.audio})`))
    .join(' ');
}

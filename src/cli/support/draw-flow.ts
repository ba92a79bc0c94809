import type { Flow, State } from '../../domain/flow/flow.ts';
import { type Arrow, groupedWays } from '../../domain/flow/flow-graph.ts';
import type { Prompts } from '../../domain/flow/prompts.ts';
import { withoutMarks } from '../../domain/flow/speech-marks.ts';
import { layOut, type Placed, ROW_HEIGHT } from './lay-out.ts';

const COLOURS: Readonly<Record<State['type'], string>> = {
  'language-menu': '#cfe3ff',
  menu: '#cfe3ff',
  collect: '#d6f0dd',
  record: '#ffe2c7',
  run: '#f0f0f2',
  hold: '#fff3bf',
  bridge: '#e7d9fb',
  end: '#ffffff',
};
const LEGEND =
  'blue: a choice · green: digits · orange: a recording · grey: something is done · yellow: waiting · violet: two are connected · white: the end · dashed: silence and wrong answers';

const BOX_HEIGHT = 34;
/** of the letters in a box, which are as wide as each other */
const LETTER_WIDTH = 7.3;
const HEAD_HEIGHT = 70;
const STYLE = `text{font:12px Menlo,Consolas,monospace;fill:#1f2933;text-anchor:middle}
.name{font:24px Helvetica,Arial,sans-serif}.legend,.key{font:12px Helvetica,Arial,sans-serif}
.key{paint-order:stroke;stroke:#fff;stroke-width:4px;font-size:11px}rect{stroke:#52606d}
path{fill:none;stroke:#52606d}path.helpless{stroke:#9aa5b1;stroke-dasharray:5 4}`;

/** A way of the flow, and the box it leads to. */
type Drawn = Arrow & { from: string; box: string };

/**
 * A flow as a drawing, SVG. Keys stand at the arrows, what silence and wrong answers lead to is dashed. An end is drawn below
 * every state that leads there, since arrows across the whole sheet would hide the rest.
 * @param words whose texts are shown where the pointer rests
 */
export function drawFlow(flow: Flow, words: Prompts | undefined): string {
  const arrows = arrowsOf(flow);
  const names = boxesOf(flow, arrows);
  const placed = layOut(
    [...names].map(([id, name]) => ({ id, width: widthOf(name) })),
    arrows.map(({ from, box }) => ({ from, to: box })),
  );
  const width = Math.ceil(Math.max(placed.width, LEGEND.length * 6.5));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${placed.height + HEAD_HEIGHT}" width="${width}" height="${placed.height + HEAD_HEIGHT}">`,
    `<style>${STYLE}</style><rect width="100%" height="100%" fill="#fff" stroke="none"/>`,
    '<marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#52606d;stroke:none"/></marker>',
    `<text class="name" x="${width / 2}" y="30">${escaped(flow.flow)}</text><text class="legend" x="${width / 2}" y="52">${LEGEND}</text>`,
    `<g transform="translate(${(width - placed.width) / 2} ${HEAD_HEIGHT})">`,
    ...arrows.map((arrow, index) => drawArrow(arrow, placed.routes[index] ?? [], index)),
    ...[...names].map(([id, name]) => drawBox(name, flow.states[name], placed.places.get(id), words)),
    '</g></svg>\n',
  ].join('\n');
}

function arrowsOf(flow: Flow): Drawn[] {
  return Object.entries(flow.states).flatMap(([from, state]) =>
    groupedWays(state).map((arrow) => {
      const isEnd = flow.states[arrow.to]?.type === 'end';
      return { from, ...arrow, box: isEnd ? `${arrow.to} after ${from}` : arrow.to };
    }),
  );
}

/** The names in the boxes, by the boxes' ids, in the order of the file. A state that does not exist has a box all the same. */
function boxesOf(flow: Flow, arrows: readonly Drawn[]): Map<string, string> {
  const states = Object.entries(flow.states);
  const ends = arrows.filter(({ box, to }) => box !== to);
  const reached = new Set(ends.map(({ to }) => to));
  return new Map([
    ...states.filter(([name]) => !reached.has(name)).map(([name]) => [name, name] as const),
    ...arrows.map(({ box, to }) => [box, to] as const),
  ]);
}

function widthOf(name: string): number {
  return name.length * LETTER_WIDTH + 22;
}

function drawBox(
  name: string,
  state: State | undefined,
  place: { x: number; y: number } | undefined,
  words: Prompts | undefined,
): string {
  const { x, y } = place ?? { x: 0, y: 0 };
  const width = widthOf(name);
  const fill = state ? COLOURS[state.type] : '#ffc9c9';
  const round = state?.type === 'end' || state?.type === 'hold' ? BOX_HEIGHT / 2 : 5;
  return [
    `<g><title>${escaped((state && wordsAt(state, words)) || name)}</title>`,
    `<rect x="${(x - width / 2).toFixed(1)}" y="${y - BOX_HEIGHT / 2}" width="${width.toFixed(1)}" height="${BOX_HEIGHT}" rx="${round}" fill="${fill}"/>`,
    `<text x="${x.toFixed(1)}" y="${y + 4}">${escaped(name)}</text></g>`,
  ].join('');
}

/** @param nth of all ways: their keys stand at different heights, so that none covers another */
function drawArrow({ helpless, labels }: Drawn, route: Placed['routes'][number], nth: number): string {
  const curves = curvesOf(route);
  const [first] = curves;
  if (!first) return '';
  const way = [
    `M${written(first[0])}`,
    ...curves.map((curve) => `C${curve.slice(1).map(written).join(' ')}`),
  ];
  const label = labels.filter((one) => one !== 'next' && one !== 'give-up').join(', ');
  const { x, y } = pointOn(first, 0.3 + 0.2 * (nth % 3));
  const key = label && `<text class="key" x="${x.toFixed(1)}" y="${y.toFixed(1)}">${escaped(label)}</text>`;
  return `<path${helpless ? ' class="helpless"' : ''} d="${way.join('')}" marker-end="url(#tip)"/>${key}`;
}

type Point = Placed['routes'][number][number];
/** A cubic Bézier curve: its beginning, what it is drawn towards, twice, and its end. */
type Curve = readonly [Point, Point, Point, Point];

/** Down from row to row, upright in each; or back up, or to the same box, in a bow to the right. */
function curvesOf(route: readonly Point[]): Curve[] {
  const below = ({ x, y }: Point, dx = 0) => ({ x: x + dx, y: y + BOX_HEIGHT / 2 });
  const above = ({ x, y }: Point, dx = 0) => ({ x: x + dx, y: y - BOX_HEIGHT / 2 });
  return route.slice(1).map((to, index): Curve => {
    const from = route[index] ?? to;
    if (to.y <= from.y) {
      const bow = Math.max(from.x, to.x) + 60 + (from.y - to.y) / 8;
      return [below(from, 20), { x: bow, y: from.y + 60 }, { x: bow, y: to.y - 60 }, above(to, 20)];
    }
    const end = index === route.length - 2 ? above(to) : to;
    const bend = ROW_HEIGHT / 3;
    return [
      index === 0 ? below(from) : from,
      { x: from.x, y: from.y + bend },
      { x: to.x, y: end.y - bend },
      end,
    ];
  });
}

function pointOn([a, b, c, d]: Curve, part: number): Point {
  const rest = 1 - part;
  const between = (axis: 'x' | 'y') =>
    rest ** 3 * a[axis] +
    3 * rest ** 2 * part * b[axis] +
    3 * rest * part ** 2 * c[axis] +
    part ** 3 * d[axis];
  return { x: between('x'), y: between('y') };
}

function written({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** What is said at a state, or done. */
function wordsAt(state: State, words: Prompts | undefined): string {
  if (state.type === 'run') return `does: ${state.action}`;
  const pieces = state.say === undefined ? [] : (words?.say[state.say] ?? []);
  return pieces
    .map((piece) => (typeof piece === 'string' ? withoutMarks(piece) : `(${piece.audio})`))
    .join(' ');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What is drawn as a box. Sizes and places are in pixels. */
export interface Box {
  id: string;
  width: number;
}

/** A way from box to box. */
export interface Line {
  from: string;
  to: string;
}

export interface Placed {
  /** the middle of each box */
  places: Map<string, { x: number; y: number }>;
  /** the points that each line passes, in the order of the lines */
  routes: { x: number; y: number }[][];
  width: number;
  height: number;
}

/** A box, or where a long line passes a row: lines are led between boxes, not across them. */
interface Spot {
  width: number;
  row: number;
  above: Spot[];
  below: Spot[];
  x: number;
}

export const ROW_HEIGHT = 110;
const GAP = 26;
const PASSING_WIDTH = 10;
const SWEEPS = 12;

/**
 * Lays boxes out in rows, each below all that leads to it, so that few lines cross (after Sugiyama, Tagawa and Toda, 1981). The
 * order of the boxes is the order in which they are read: a line to an earlier one leads back up, and moves nothing.
 */
export function layOut(boxes: readonly Box[], lines: readonly Line[]): Placed {
  const order = new Map(boxes.map(({ id }, index) => [id, index]));
  const leadsOn = ({ from, to }: Line) => (order.get(from) ?? 0) < (order.get(to) ?? 0);
  const spots = new Map(boxes.map(({ id, width }) => [id, spot(width, 0)]));
  const at = (id: string) => spots.get(id) as Spot;
  const onward = Map.groupBy(lines.filter(leadsOn), ({ from }) => from);
  for (const { id } of boxes)
    for (const { to } of onward.get(id) ?? []) at(to).row = Math.max(at(to).row, at(id).row + 1);
  const ways = lines.map((line) =>
    leadsOn(line) ? wayDown(at(line.from), at(line.to)) : [at(line.from), at(line.to)],
  );
  const rows = inRows([...spots.values(), ...ways.flatMap((way) => way.slice(1, -1))]);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : rows.toReversed()) arrange(row, down ? 'above' : 'below');
  }
  const left = Math.min(...rows.flat().map(({ x, width }) => x - width / 2)) - GAP;
  const place = ({ x, row }: Spot) => ({ x: x - left, y: (row + 0.5) * ROW_HEIGHT });
  return {
    places: new Map([...spots].map(([id, each]) => [id, place(each)])),
    routes: ways.map((way) => way.map(place)),
    width: Math.max(...rows.flat().map(({ x, width }) => x + width / 2)) - left + GAP,
    height: rows.length * ROW_HEIGHT,
  };
}

function spot(width: number, row: number): Spot {
  return { width, row, above: [], below: [], x: 0 };
}

/** From row to row, through a spot of its own in each row between. */
function wayDown(from: Spot, to: Spot): Spot[] {
  const between = Array.from({ length: to.row - from.row - 1 }, (_, step) =>
    spot(PASSING_WIDTH, from.row + step + 1),
  );
  const way = [from, ...between, to];
  for (const [index, lower] of way.entries()) {
    const upper = way[index - 1];
    if (!upper) continue;
    upper.below.push(lower);
    lower.above.push(upper);
  }
  return way;
}

/** The spots of each row, side by side in the order in which they came. */
function inRows(spots: readonly Spot[]): Spot[][] {
  const byRow = Map.groupBy(spots, ({ row }) => row);
  const rows = [...byRow.keys()].sort((one, other) => one - other).map((row) => byRow.get(row) ?? []);
  for (const row of rows) spread(row);
  return rows;
}

/** Puts each spot of a row as near as it can be below (or above) the middle of those it is joined to. */
function arrange(row: Spot[], side: 'above' | 'below'): void {
  for (const each of row) {
    const joined = each[side];
    if (joined.length > 0) each.x = joined.reduce((sum, { x }) => sum + x, 0) / joined.length;
  }
  row.sort((one, other) => one.x - other.x);
  spread(row);
}

/** Moves the spots of a row apart until none covers another; the row stays where its middle is. */
function spread(row: Spot[]): void {
  const middle = row.reduce((sum, { x }) => sum + x, 0) / row.length;
  let end = Number.NEGATIVE_INFINITY;
  for (const each of row) {
    each.x = Math.max(each.x, end + GAP + each.width / 2);
    end = each.x + each.width / 2;
  }
  const moved = row.reduce((sum, { x }) => sum + x, 0) / row.length - middle;
  for (const each of row) each.x -= moved;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, type Line, layOut } from '../../../src/cli/support/lay-out.ts';

const graph = fc.integer({ min: 1, max: 25 }).chain((many) => {
  const index = fc.nat(many - 1);
  return fc.record({
    boxes: fc.array(fc.integer({ min: 10, max: 300 }), { minLength: many, maxLength: many }),
    lines: fc.array(fc.tuple(index, index), { maxLength: 60 }),
  });
});

test('whatever leads where, no box covers another, and every way on leads down', () => {
  fc.assert(
    fc.property(graph, ({ boxes: widths, lines: pairs }) => {
      const boxes: Box[] = widths.map((width, index) => ({ id: `b${index}`, width }));
      const lines: Line[] = pairs.map(([from, to]) => ({ from: `b${from}`, to: `b${to}` }));
      const { places, routes, width, height } = layOut(boxes, lines);
      const placed = boxes.map((box) => ({ ...box, ...(places.get(box.id) ?? { x: Number.NaN, y: 0 }) }));
      for (const [index, one] of placed.entries()) {
        expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
        expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
        expect(one.y).toBeLessThan(height);
        for (const other of placed.slice(index + 1)) {
          const apart = Math.abs(one.x - other.x) >= (one.width + other.width) / 2;
          expect(one.y !== other.y || apart).toBe(true);
        }
      }
      for (const [index, [from, to]] of pairs.entries()) {
        const ys = routes[index]?.map(({ y }) => y) ?? [];
        if (from < to) expect(ys).toEqual([...new Set(ys)].sort((one, other) => one - other));
      }
    }),
  );
});

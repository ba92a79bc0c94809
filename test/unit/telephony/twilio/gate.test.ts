import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Gate,
  isGateOpen,
  longestShut,
  openSlots,
  opensAt,
  passOne,
  refuseOne,
  slotAfter,
} from '../../../../src/domain/carrier/gate.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const fresh: Gate = { freeAt: 0, refusals: 0 };

describe('a gate', () => {
  it('is open for the first, and shut for one gap', () => {
    expect(isGateOpen(fresh, NOW)).toBe(true);
    const gate = passOne(fresh, 1_000, NOW);
    expect(isGateOpen(gate, NOW)).toBe(false);
    expect(isGateOpen(gate, NOW + 900)).toBe(false);
    expect(isGateOpen(gate, NOW + 1_000)).toBe(true);
  });

  it('has given nobody a slot that was missed, however long it stood idle', () => {
    const gate = passOne(passOne(fresh, 1_000, NOW), 1_000, NOW + 24_000);
    expect(opensAt(gate, NOW + 24_000)).toBe(NOW + 25_000);
  });

  it('lets those who come a beat late keep the pace', () => {
    const gate = passOne(passOne(fresh, 50, NOW), 50, NOW + 100);
    expect(isGateOpen(gate, NOW + 100)).toBe(true);
  });

  it('never lets more through than its rate, whenever they come', () => {
    const gap = fc.integer({ min: 1, max: 2_000 });
    const steps = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gap, steps, (gapMs, waits) => {
        let gate = fresh;
        let now = NOW;
        const passed: number[] = [];
        for (const wait of waits) {
          now += wait;
          if (!isGateOpen(gate, now)) continue;
          gate = passOne(gate, gapMs, now);
          passed.push(now);
        }
        for (const [first, from] of passed.entries())
          for (const [more, until] of passed.slice(first).entries())
            expect(until - from).toBeGreaterThanOrEqual(more * gapMs - 125);
      }),
    );
  });

  it('has as many slots open as would pass it one after another', () => {
    const freeAt = fc.double({ min: NOW - 300, max: NOW + 300, noNaN: true });
    fc.assert(
      fc.property(freeAt, fc.integer({ min: 1, max: 2_000 }), (opens, gapMs) => {
        let gate: Gate = { freeAt: opens, refusals: 0 };
        const slots = openSlots(gate, gapMs, NOW);
        for (let passed = 0; passed < slots; passed += 1) {
          expect(isGateOpen(gate, NOW)).toBe(true);
          gate = passOne(gate, gapMs, NOW);
        }
        expect(isGateOpen(gate, NOW)).toBe(false);
      }),
    );
  });
});

describe('a carrier that is busy', () => {
  it('is left alone for 1, then 1.5 seconds, from its second no on', () => {
    let gate = fresh;
    let now = NOW;
    const waits = Array.from({ length: 7 }, () => {
      gate = refuseOne(gate, 1_000, now);
      const waited = gate.freeAt - now;
      now = gate.freeAt;
      return waited;
    });
    expect(waits).toEqual([0, 1_000, 1_500, 1_500, 1_500, 1_500, 1_500]);
  });

  it('has refused once when many were refused in the same moment', () => {
    const shut = refuseOne({ freeAt: NOW + 10, refusals: 1 }, 10, NOW);
    expect(refuseOne(shut, 10, NOW + 5)).toEqual(shut);
    expect(shut).toEqual({ freeAt: NOW + 1_000, refusals: 2 });
  });

  it('never shuts the gate for longer than counts as right', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 1_000 }), (refusals, gapMs) => {
        const gate = refuseOne({ freeAt: NOW + gapMs, refusals }, gapMs, NOW);
        expect(gate.freeAt - NOW).toBeLessThanOrEqual(longestShut(0, gapMs));
      }),
    );
  });
});

describe('a slot in line', () => {
  const gate = { freeAt: NOW + 2, refusals: 0 };

  it('that is near is now: whoever waits for it does not miss the gate that lets them in', () => {
    expect(slotAfter(0, gate, 1, NOW)).toBe(NOW);
    expect(slotAfter(23, gate, 1, NOW)).toBe(NOW);
    expect(isGateOpen({ ...gate, freeAt: gate.freeAt + 23 }, NOW)).toBe(true);
  });

  it('that is further off begins after those before it, in whole milliseconds and not too soon', () => {
    expect(slotAfter(24, gate, 1, NOW)).toBe(NOW + 26);
    expect(slotAfter(3, gate, 1_000 / 3, NOW)).toBe(NOW + 1_002);
    expect(slotAfter(1, { ...gate, freeAt: NOW + 30.2 }, 0.5, NOW)).toBe(NOW + 31);
  });
});

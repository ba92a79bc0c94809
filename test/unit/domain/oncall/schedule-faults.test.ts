import { describe, expect, test } from 'vitest';
import type { LayerDefinition, OverrideDefinition } from '../../../../src/domain/oncall/schedule.ts';
import { scheduleFaults } from '../../../../src/domain/oncall/schedule-faults.ts';

const good: LayerDefinition = { participants: ['anna'], rotate: 'P7D', from: '2026-01-05T08:00' };
const layerFaults = (change: Partial<LayerDefinition>) =>
  scheduleFaults({ timezone: 'Europe/Berlin', layers: [{ ...good, ...change }], overrides: [] });
const overrideFaults = (override: OverrideDefinition) =>
  scheduleFaults({ timezone: 'Europe/Berlin', layers: [], overrides: [override] });

test.each(['Europe/Atlantis', '', 'local', 'CEST+2'])('the time zone "%s" is not known', (timezone) => {
  expect(scheduleFaults({ timezone, layers: [good], overrides: [] })).toEqual([
    expect.stringMatching(/^The time zone .* is not known/),
  ]);
});

describe('a layer', () => {
  test.each(['', '7', 'weekly', 'P', 'P0D', 'PT0S', '-P7D', 'PT30S', 'P1M1D', 'P1.5M', '7D'])(
    'cannot rotate by "%s"',
    (rotate) => {
      expect(layerFaults({ rotate })).toEqual([
        expect.stringMatching(/^Layer 1: ".*" is no length of a turn/),
      ]);
    },
  );

  test.each(['P7D', 'P1D', 'PT12H', 'P1W', 'P2W', 'PT36H', 'P1M', 'P1Y', 'P0.5D'])(
    'can rotate by %s',
    (rotate) => {
      expect(layerFaults({ rotate })).toEqual([]);
    },
  );

  test.each([
    '2026-01-05',
    '2026-02-30T08:00',
    '2026-01-05T24:00',
    '2026-01-05T08:00Z',
    '05.01.2026 08:00',
    '',
  ])('cannot begin at "%s"', (from) => {
    expect(layerFaults({ from })).toEqual([
      expect.stringMatching(/^Layer 1: from is ".*", which is no local time/),
    ]);
  });

  test('cannot begin at a time that the clocks skip', () => {
    expect(layerFaults({ from: '2026-03-29T02:30' })).toEqual([
      'Layer 1: from is 2026-03-29T02:30, a time that is skipped in Europe/Berlin when the clocks are put forward.',
    ]);
    expect(layerFaults({ from: '2026-10-25T02:30' })).toEqual([]);
  });

  test('needs participants, and an end after its beginning', () => {
    expect(layerFaults({ participants: [] })).toEqual(['Layer 1: it has no participants.']);
    expect(layerFaults({ participants: ['anna', ' '] })).toEqual(['Layer 1: a participant has no name.']);
    expect(layerFaults({ until: '2026-01-05T08:00' })).toEqual([
      expect.stringContaining('not after its beginning'),
    ]);
    expect(layerFaults({ until: 'soon' })).toEqual([expect.stringContaining('until is "soon"')]);
  });

  test.each([
    [{ workdays: '08:00-18:00' }, '"workdays" names no days'],
    [{ 'mon-fri-sun': '08:00-18:00' }, '"mon-fri-sun" names no days'],
    [{ mon: '8-18' }, '"8-18" (mon) is not a span'],
    [{ mon: ['08:00-12:00', '25:00-26:00'] }, '"25:00-26:00" (mon) has a time that no clock shows'],
    [{ mon: '08:00-08:00' }, '"08:00-08:00" (mon) is empty'],
    [{ mon: '08:00-24:30' }, '"08:00-24:30" (mon) has a time that no clock shows'],
    [{}, 'its hours of the week are empty'],
    [{ mon: [] }, 'its hours of the week are empty'],
  ])('cannot be on during %j', (during, fault) => {
    expect(layerFaults({ during })).toEqual([expect.stringContaining(fault)]);
  });

  test.each([
    { 'fri-mon': '22:00-06:00' },
    { 'sat, sun': ['00:00-24:00'] },
    { Mon: '08:00 - 18:00'.replaceAll(' ', '') },
  ])('can be on during %j', (during) => {
    expect(layerFaults({ during })).toEqual([]);
  });
});

describe('an override', () => {
  test('names an engineer and ends after it begins', () => {
    expect(overrideFaults({ engineer: '', from: '2026-01-05T08:00', until: '2026-01-06T08:00' })).toEqual([
      'Override 1: it names no engineer.',
    ]);
    expect(overrideFaults({ engineer: 'anna', from: '2026-01-06T08:00', until: '2026-01-05T08:00' })).toEqual(
      ['Override 1: it ends at 2026-01-05T08:00, which is not after its beginning at 2026-01-06T08:00.'],
    );
  });
});

test('all faults are told at once', () => {
  const faults = scheduleFaults({
    timezone: 'Nowhere',
    layers: [good, { participants: [], rotate: 'x', from: 'y', during: { z: '0' } }],
    overrides: [{ engineer: ' ', from: 'a', until: 'b' }],
  });
  expect(faults).toHaveLength(1 + 5 + 3);
});

import type { Reachable, TargetRows } from '../../../../src/domain/escalation/decide-recipients.ts';

export const SUPERVISOR = '+4989900';

/** An engineer with a phone of their own, but for what is given. */
export function engineer(key: string, given: Partial<Reachable> = {}): Reachable {
  const phones = [`+49891${[...key].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)}`];
  return { key, phones, languages: ['de'], optedOut: [], retired: false, ...given };
}

/** A directory of these engineers, of whom Anna manages the customer and Ben stands in for her, but for what is given. */
export function people(given: Partial<TargetRows> = {}, ...engineers: readonly Reachable[]): TargetRows {
  const known = engineers.length > 0 ? engineers : ['anna', 'ben', 'carla'].map((key) => engineer(key));
  return {
    customer: { tam: 'anna', deputy: 'ben' },
    absences: [],
    schedules: new Map(),
    engineers: new Map(known.map((one) => [one.key, one])),
    supervisors: { phones: [SUPERVISOR], optedOut: [] },
    ...given,
  };
}

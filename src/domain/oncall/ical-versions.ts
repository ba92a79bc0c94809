import { all, type IcalEvent, replacedBy, textIn } from './ical-event.ts';
import type { EventSeries } from './ical-series.ts';
import { instantOf } from './ical-time.ts';

/** Events with what takes the place of their occurrences, in the order of the file; exceptions of nothing are events of their own. */
export function seriesOf(events: readonly IcalEvent[]): EventSeries[] {
  const families = new Map<string, IcalEvent[]>();
  for (const [index, event] of events.entries()) {
    const uid = textIn(event, 'uid').trim() || `without ${index}`;
    const family = families.get(uid);
    if (family) family.push(event);
    else families.set(uid, [event]);
  }
  return [...families.values()].flatMap((family) => {
    const current = newest(family);
    const exceptions = current.filter(isException);
    const masters = current.filter((event) => !isException(event));
    if (masters.length === 0) return exceptions.map((event) => ({ event, exceptions: [] }));
    return masters.map((event) => ({ event, exceptions }));
  });
}

/**
 * Of an event that stands in the file several times, the latest version (RFC 5545, 3.8.7.4). Where none is later, those that
 * differ are all kept: some programs give every shift the same UID.
 */
function newest(family: readonly IcalEvent[]): IcalEvent[] {
  const latest = new Map<string, Map<string, IcalEvent>>();
  for (const event of family) {
    const occasion = occasionOf(event);
    const versions = latest.get(occasion);
    const [other] = versions?.values() ?? [];
    const age = other ? compareVersions(event, other) : 1;
    const content = event.component.properties.map(({ written }) => written).join('\n');
    if (age > 0) latest.set(occasion, new Map([[content, event]]));
    else if (age === 0) versions?.set(content, event);
  }
  return [...latest.values()].flatMap((versions) => [...versions.values()]);
}

/** Above 0 if the first is the later version. A cancellation often has the number of what it cancels. */
function compareVersions(one: IcalEvent, other: IcalEvent): number {
  const sequence = (event: IcalEvent) => Number(textIn(event, 'sequence')) || 0;
  const [changed, otherChanged] = [one, other].map((event) => textIn(event, 'last-modified').trim());
  return (
    sequence(one) - sequence(other) ||
    (changed && otherChanged ? changed.localeCompare(otherChanged) : 0) ||
    Number(one.isCancelled) - Number(other.isCancelled)
  );
}

/** Which occurrence an event takes the place of, as a key. */
function occasionOf(event: IcalEvent): string {
  try {
    const replaced = replacedBy(event);
    return replaced ? `${instantOf(replaced.time)}` : 'series';
  } catch {
    return textIn(event, 'recurrence-id');
  }
}

function isException(event: IcalEvent): boolean {
  return all(event, 'recurrence-id').length > 0;
}

import { all, type IcalEvent, textIn } from './ical-event.ts';
import { ENGINEER_PROPERTY } from './ical-export.ts';
import { textOfLine } from './ical-lines.ts';
import { IcalRefusal } from './ical-refusal.ts';
import { type KnownEngineer, recogniserOf } from './recognise-engineer.ts';

/**
 * Whom events name, each looked at once. Our own mark is surer than an attendee, and that is surer than a name in the title; who
 * declined is never meant.
 * @returns the engineer's key for an event @throws IcalRefusal if it names nobody, or several
 */
export function engineerFinder(engineers: readonly KnownEngineer[]): (event: IcalEvent) => string {
  const { named, mentioned, saysAway } = recogniserOf(engineers);
  const known = new Map<IcalEvent, string>();
  const find = (event: IcalEvent): string => {
    if (saysAway(textIn(event, 'summary'), isOutOfOffice(event)))
      throw new IcalRefusal('it tells of an absence');
    const attendees = attendeesOf(event);
    const declined = new Set(
      attendees.filter(({ comes }) => !comes).flatMap(({ texts }) => texts.flatMap(named)),
    );
    const ways = [
      all(event, ENGINEER_PROPERTY).map(textOfLine).flatMap(named),
      attendees.filter(({ comes }) => comes).flatMap(({ texts }) => texts.flatMap(named)),
      mentioned(textIn(event, 'summary')),
    ].map((keys) => [...new Set(keys)].filter((key) => !declined.has(key)));
    const [engineer, ...others] = ways.find((keys) => keys.length > 0) ?? [];
    if (engineer === undefined) {
      const reason = declined.size > 0 ? `, and ${[...declined].join(' and ')} declined` : '';
      throw new IcalRefusal(`it names no engineer of the directory${reason}`);
    }
    if (others.length > 0) throw new IcalRefusal(`it may mean ${[engineer, ...others].join(' or ')}`);
    return engineer;
  };
  return (event) => {
    const engineer = known.get(event) ?? find(event);
    known.set(event, engineer);
    return engineer;
  };
}

/** As Outlook marks it. */
function isOutOfOffice(event: IcalEvent): boolean {
  return textIn(event, 'x-microsoft-cdo-busystatus').trim().toUpperCase() === 'OOF';
}

/** Who was asked to come, by name and address; not who is told for information, nor rooms. */
function attendeesOf(event: IcalEvent): { texts: string[]; comes: boolean }[] {
  return all(event, 'attendee')
    .filter(({ params }) => params.get('role')?.toUpperCase() !== 'NON-PARTICIPANT')
    .filter(({ params }) => !['ROOM', 'RESOURCE'].includes(params.get('cutype')?.toUpperCase() ?? ''))
    .map(({ params, value }) => ({
      texts: [value.trim().replace(/^mailto:/i, ''), params.get('email') ?? '', params.get('cn') ?? ''],
      comes: !['DECLINED', 'DELEGATED'].includes(params.get('partstat')?.toUpperCase() ?? ''),
    }));
}

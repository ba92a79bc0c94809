import { isOffset } from '../../domain/calendar/time-zone.ts';
import type { Registry } from '../../domain/directory-entry/directory-store.ts';
import { type Finding, warning } from './finding.ts';

/** Calendars and schedules in force whose time zone is only an offset: directory files could say that once. */
export function lookAtZones({ calendars, schedules }: Pick<Registry, 'calendars' | 'schedules'>): Finding[] {
  const entries = [
    ...[...calendars].map(([name, { timezone }]) => ({ about: `calendar: ${name}`, timezone })),
    ...[...schedules].map(([name, { timezone }]) => ({ about: `schedule: ${name}`, timezone })),
  ];
  return entries
    .filter(({ timezone }) => isOffset(timezone))
    .map(({ about, timezone }) =>
      warning(
        about,
        `"${timezone}" is an offset, so its times are an hour wrong for half of the year`,
        'Write the IANA name of its time zone, for example Europe/Berlin.',
      ),
    );
}

import { Info } from 'luxon';
import { WEEKDAYS } from '../../../domain/calendar/weekly-hours.ts';

/** The hours of a layer in somebody's language: `Mo–Fr 08:00–18:00, Sa 10:00–12:00`. @param during by days: `mon-fri`, `mon,wed` */
export function sayHours(
  during: Readonly<Record<string, string | readonly string[]>>,
  locale: string,
): string {
  const names = Info.weekdays('short', { locale });
  const sayDay = (day: string) => names[WEEKDAYS.indexOf(day)] ?? day;
  const saySpan = (span: string) => span.replace('-', '–');
  return Object.entries(during)
    .map(([days, spans]) => {
      const said = days
        .replace(/[a-z]{3}/g, sayDay)
        .replaceAll('-', '–')
        .replaceAll(',', ', ');
      return `${said} ${[spans].flat().map(saySpan).join(' + ')}`;
    })
    .join(', ');
}

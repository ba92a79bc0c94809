/** What a broken night means for whoever is on call in a schedule. */
export interface RestRule {
  /** `anew`: rest begins again after the work; `prolonged`: the night's rest lasts longer by what was worked; `off`: neither */
  rule: 'anew' | 'prolonged' | 'off';
  /** of uninterrupted rest */
  hours: number;
  /** when work breaks a night, local times of the schedule: `23:00-06:00`; may end on the next day */
  night: string;
}

/** As the law has it for most: https://www.gesetze-im-internet.de/arbzg/__5.html (rest) and __2.html (night). */
export const REST_HOURS = 11;
/** More than a day of rest would leave whoever has every second night without any duty. */
export const MAX_REST_HOURS = 24;
export const NIGHT = '23:00-06:00';
export const NO_REST_RULE: RestRule = { rule: 'off', hours: REST_HOURS, night: NIGHT };

const MINUTE_MS = 60_000;

/** The bounds of a night in milliseconds of a local day; an end that is not after the beginning lies on the next day. */
export function readNight(night: string): { begins: number; lengthMs: number } {
  const [begins = 0, ends = 0] = night.split('-').map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return (hours * 60 + minutes) * MINUTE_MS;
  });
  const day = 24 * 60 * MINUTE_MS;
  return { begins, lengthMs: ends > begins ? ends - begins : ends + day - begins };
}

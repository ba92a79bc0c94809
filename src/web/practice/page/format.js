/** A number as the console writes it: +49 30 23125101. Words such as `anonymous` stay as they are. */
export function phoneNumber(number) {
  const parts = /^\+49(30|15\d\d|1\d\d)(\d+)$/.exec(number);
  return parts ? ['+49', ...parts.slice(1)].join(' ') : number;
}

/** A duration as a clock shows it: 4:07, or 3:59:12 from an hour on. */
export function clockTime(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** English as on this side of the Atlantic, where the clock has 24 hours. */
const LOCALES = { de: 'de-DE', en: 'en-GB' };

/** Time of day in a zone, with the weekday if it is not today. */
export function timeOfDay(instant, language, { now, timeZone }) {
  const at = new Date(instant);
  const time = { hour: '2-digit', minute: '2-digit', timeZone };
  const dayOf = (date) => date.toLocaleDateString('en-GB', { timeZone });
  const today = dayOf(at) === dayOf(new Date(now));
  return at.toLocaleString(
    LOCALES[language],
    today ? time : { weekday: 'short', day: 'numeric', month: 'short', ...time },
  );
}

/** Time of day to the second, in a zone or the browser's. */
export function exactTime(instant, language, timeZone) {
  return new Date(instant).toLocaleTimeString(LOCALES[language], { timeZone });
}

/** Between two times: `9-18`, `9 – 18`, `9 bis 18`, `9 to 18`. */
const SPAN =
  /^(?:von |from )?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?(?: uhr)? ?(?:-|–|—|bis|to|until) ?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?(?: uhr)?$/;

const MAX_TYPED = 400;

/**
 * Spans of hours as people write them, German or English: `9-18`, `9:00–18:00`, `9.30 bis 17 Uhr`, `9am-5pm`; several are
 * parted by commas, `and`, `und` or lines.
 * @returns `09:00-18:00` each; a part that cannot be read stands as it was typed, which no schema takes
 */
export function readSpans(typed: string): string[] {
  if (typed.length > MAX_TYPED) return [typed];
  return typed
    .split(/[\n,;+]|\s(?:und|and)\s/i)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => readSpan(part.toLowerCase()) ?? part);
}

function readSpan(text: string): string | null {
  const found = SPAN.exec(text);
  if (!found) return null;
  const [, fromHour, fromMinute, fromHalf, untilHour, untilMinute, untilHalf] = found;
  if ((fromHalf === undefined) !== (untilHalf === undefined)) return null;
  const from = written(fromHour, fromMinute, fromHalf);
  const until = written(untilHour, untilMinute, untilHalf);
  return from === null || until === null ? null : `${from}-${until}`;
}

function written(hour = '', minute = '00', half: string | undefined): string | null {
  const typed = Number(hour);
  if (half !== undefined && (typed < 1 || typed > 12)) return null;
  const hours = half === undefined ? typed : (typed % 12) + (half === 'pm' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

/** Spans as they are typed: `9:00–12:00, 13:00–18:00`. */
export function writeSpans(spans: readonly string[]): string {
  return spans.map((span) => span.replace('-', '–')).join(', ');
}

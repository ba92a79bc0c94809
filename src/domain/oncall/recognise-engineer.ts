/** An engineer as calendars may name them. */
export interface KnownEngineer {
  readonly key: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/** Finds out whom a text means; the answers are keys of engineers. */
export interface Recogniser {
  /** Whom the text names as a whole: by key, by whole name, by address. */
  named(text: string): string[];
  /** Whom a title names in one of its parts, such as `On Call - Anna Weber - Alpha`. */
  mentioned(title: string): string[];
  /**
   * Whether a title tells of an absence: `Anna Weber - Urlaub`, and not `Bereitschaft Ferien: Anna Weber`.
   * @param isMarked the calendar's program says that it does
   */
  saysAway(title: string, isMarked: boolean): boolean;
}

/** No name is longer; what is pasted into a title may be. */
const MAX_LENGTH = 500;
/** Between the parts of a title. A hyphen belongs to the name unless it has blanks around it. */
const SEPARATORS = /\s+[\p{Pd}\u2212]+\s+|\s+(?:and|und|et)\s+|[|:/\\()[\]{};+&•·→<>=\n\t"„“”«»]+/iu;
/** Words that make a title that of a shift. */
const DUTY =
  `CALL ON-CALL ONCALL DUTY SHIFT PRIMARY SECONDARY BACKUP STANDBY BEREITSCHAFT RUFBEREITSCHAFT DIENST SCHICHT PIKETT
  ASTREINTE D'ASTREINTE D’ASTREINTE`.split(/\s+/);
/** What stands around whole names in titles, and is no part of one. */
const AROUND = new Set([...DUTY, ...'ON IS FOR HAT FÜR EST POUR'.split(' ')]);
/** In a team's calendar there are absences, too: whoever is on holiday is not on call. */
const AWAY = new Set(
  `VACATION HOLIDAY HOLIDAYS LEAVE PTO OOO AWAY ABSENT SICK URLAUB FERIEN ABWESEND ABWESENHEIT KRANK ELTERNZEIT CONGÉ CONGÉS
   VACANCES MALADE`.split(/\s+/),
);

/** @param engineers who may be named; a word of a name alone never means anybody, unless it is a key */
export function recogniserOf(engineers: readonly KnownEngineer[]): Recogniser {
  const keysBy = new Map<string, Set<string>>();
  for (const { key, name, email = '' } of engineers) {
    for (const alias of [key, name, email].map(folded).filter((text) => text !== '')) {
      keysBy.set(alias, (keysBy.get(alias) ?? new Set()).add(key));
    }
  }
  const ofNames = new Set(engineers.flatMap(({ name }) => wordsOf(name)));
  const named = (text: string) => [...(keysBy.get(folded(text)) ?? keysBy.get(folded(turned(text))) ?? [])];
  const inPart = (part: string) => {
    const whole = named(part);
    if (whole.length > 0) return whole;
    // a single word is understood only where it stands alone: "Schmidt, Anna" is not the engineer with the key "anna"
    const cores = part.split(',').map(withoutSurroundings);
    return cores.filter((core) => core.includes(' ')).flatMap(named);
  };
  return {
    named,
    mentioned: (title) => {
      const whole = named(title);
      return whole.length > 0
        ? whole
        : [...new Set(title.slice(0, MAX_LENGTH).split(SEPARATORS).flatMap(inPart))];
    },
    saysAway: (title, isMarked) => {
      // somebody may be called Holiday
      const words = wordsOf(title).filter((word) => !ofNames.has(word));
      const isAway =
        isMarked || words.some((word) => AWAY.has(word)) || words.join(' ').includes('OUT OF OFFICE');
      return isAway && !words.some((word) => DUTY.includes(word));
    },
  };
}

/** `Weber, Anna` as directories of companies write it. */
function turned(text: string): string {
  const [, last, first] = /^([^,]+),([^,]+)$/.exec(text.slice(0, MAX_LENGTH)) ?? [];
  return last === undefined ? '' : `${first} ${last}`;
}

function withoutSurroundings(part: string): string {
  const words = part.trim().split(/\s+/);
  const isAround = (word: string) => AROUND.has(word.toUpperCase());
  const first = words.findIndex((word) => !isAround(word));
  const last = words.findLastIndex((word) => !isAround(word));
  return words.slice(Math.max(0, first), last + 1).join(' ');
}

function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{M}'’-]+/gu) ?? [];
}

/** Forgiving of case, blanks, dots, and what cannot be seen. In capitals, since only there ß is SS. */
function folded(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .normalize()
    .replace(/\p{Cf}/gu, '')
    .replace(/[.\s]+$|^[\s]+/gu, '')
    .replace(/\s+/gu, ' ')
    .toUpperCase();
}

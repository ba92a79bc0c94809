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
const SEPARATORS =
  /\s+[\p{Pd}\u2212]+\s+|[\p{Pd}\u2212=]+>|\s+(?:and|und|et)\s+|[|:/\\()[\]{};+&•·→<>=\n\t"„“”«»]+/iu;
/** Words that make a title that of a shift. */
const DUTY =
  `CALL ON-CALL ONCALL DUTY SHIFT PRIMARY SECONDARY BACKUP STANDBY BEREITSCHAFT RUFBEREITSCHAFT DIENST SCHICHT PIKETT
  ASTREINTE D'ASTREINTE D’ASTREINTE`.split(/\s+/);
/** What stands around whole names in titles, and is no part of one. */
const AROUND = new Set([...DUTY, ...'ON IS FOR HAT FÜR EST POUR'.split(' ')]);
/** In a team's calendar there are absences, too: whoever is on holiday is not on call. */
const AWAY = new Set(
  `VACATION HOLIDAY HOLIDAYS LEAVE PTO OOO AWAY ABSENT ABSENCE SICK SICKNESS UNAVAILABLE OFF BIRTHDAY ABWESEND ABWESENHEIT
   ELTERNZEIT MUTTERSCHUTZ FREI DIENSTFREI FREIZEITAUSGLEICH VERHINDERT GEBURTSTAG CONGÉ CONGÉS VACANCES ABSENTE MALADE MALADIE
   INDISPONIBLE REPOS ANNIVERSAIRE`.split(/\s+/),
);
/** German makes one word of it: Resturlaub, Betriebsferien, krankgeschrieben. A hospital is a customer. */
const AWAY_WITHIN = /URLAUB$|FERIEN$|^KRANK(?!ENH|ENK)/;
/** `Off duty`, `keine Bereitschaft`, `not on call`, `pas d'astreinte`: the opposite of a shift. */
const NO_DUTY = new RegExp(
  `(?<!\\p{L})(NOT?|OFF|KEINE?N?|NICHT|OHNE|PAS|SANS)[\\s-]+(?:(?:ON|IN|AUF|IM|DER|DE)\\s+)*(?:${DUTY.join('|')})(?!\\p{L})`,
  'u',
);

/** @param engineers who may be named; a word of a name alone never means anybody, unless it is a key */
export function recogniserOf(engineers: readonly KnownEngineer[]): Recogniser {
  const aliases = engineers.flatMap(({ key, name, email = '' }) =>
    [key, name, email].map((alias) => [folded(alias), key] as const),
  );
  const keysBy = keysByAlias(aliases);
  const keysByUnmarked = keysByAlias(engineers.map(({ key, name }) => [unmarked(folded(name)), key]));
  const ofNames = new Set(engineers.flatMap(({ name }) => wordsOf(name)));
  const named = (text: string) => {
    const written = [folded(text), folded(turned(text))].filter((alias) => alias !== '');
    const isKnown = (keys: readonly string[] | undefined) => keys !== undefined;
    const exactly = written.map((alias) => keysBy.get(alias)).find(isKnown);
    return exactly ?? written.map((alias) => keysByUnmarked.get(unmarked(alias))).find(isKnown) ?? [];
  };
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
      const denial = NO_DUTY.exec(folded(title))?.[1];
      if (denial !== undefined && !ofNames.has(denial)) return true;
      const isAway =
        isMarked ||
        words.some((word) => AWAY.has(word) || AWAY_WITHIN.test(word)) ||
        words.join(' ').includes('OUT OF OFFICE');
      return isAway && !words.some((word) => DUTY.includes(word));
    },
  };
}

/** The keys of all who are called so. */
function keysByAlias(aliases: readonly (readonly [string, string])[]): ReadonlyMap<string, string[]> {
  const keys = new Map<string, Set<string>>();
  for (const [alias, key] of aliases) keys.set(alias, (keys.get(alias) ?? new Set()).add(key));
  return new Map([...keys].map(([alias, all]) => [alias, [...all]]));
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

/** Without marks: `JÖRG MÜLLER`, `JOERG MUELLER` and `JORG MULLER` are one, as in a search. @param alias as `folded` makes it */
function unmarked(alias: string): string {
  return alias
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([AOU])E/g, '$1');
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

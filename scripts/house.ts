/**
 * The bands of the house, from the top: imports point down, or sideways inside a band. Bands of one row do not know each
 * other. The import check, its test and the picture in the README are all made from this list.
 */
export interface Band {
  name: string;
  /** a regular expression over paths from the root of the project */
  path: string;
  /** what lives there, for the picture */
  holds: string;
}

export const ROWS: readonly (readonly Band[])[] = [
  [{ name: 'start', path: '^src/(main|cli)\\.ts$', holds: 'main.ts · cli.ts' }],
  [{ name: 'cli', path: '^src/cli/', holds: 'commands · doctor · demo · seed' }],
  [{ name: 'app', path: '^src/app/', holds: 'settings, every part made once, start and stop' }],
  [
    { name: 'web', path: '^src/web/', holds: 'webhooks · api · console · health · practice' },
    { name: 'worker', path: '^src/worker/', holds: 'timers, jobs, watchdog' },
  ],
  [{ name: 'telephony', path: '^src/telephony/', holds: 'twilio · simulator' }],
  [
    {
      name: 'domain',
      path: '^src/domain/',
      holds: 'flows, tickets, paging, callbacks, on-call, customers …',
    },
  ],
  [{ name: 'platform', path: '^src/platform/', holds: 'db · queue · timers · clock · log · errors' }],
];

/** What each band must not import: all that is above it, and its neighbours of the same row. */
export function forbiddenTo(band: Band): string[] {
  const row = ROWS.findIndex((bands) => bands.includes(band));
  const neighbours = (ROWS[row] ?? []).filter((other) => other !== band);
  return [...ROWS.slice(0, row).flat(), ...neighbours].map(({ path }) => path);
}

/** The room a file is in: the two upper folders of its path, or the band for what lies loose in it. */
export function roomOf(path: string): string {
  return path.split('/').slice(1, -1).slice(0, 2).join('/');
}

/**
 * Files that decide: functions of rows and an instant, which return what is to be written and done. Whoever plays with the
 * rules instead of living by them plays with these.
 */
export const DECISIONS =
  '^src/domain/(flow|calendar|rehearsal)/|/decide-[a-z-]+\\.ts$|^src/domain/escalation/(step-times|acknowledgement-clock)\\.ts$';

/** What does something, or knows the time, and which no decision may run: directly or by what it imports. */
export const EFFECTS =
  '^src/platform/(db|queue|timers)/|^src/platform/(clock|log|redis)\\.ts$|-store\\.ts$|^src/telephony/';

/** The picture in the README, as Mermaid. */
export function drawHouse(): string {
  const rows = ROWS.map((bands, index) => {
    const boxes = bands.map(({ name, holds }) => `${name}["${name}<br>${holds}"]`);
    return bands.length === 1
      ? `  ${boxes[0]}`
      : `  subgraph row${index} [" "]\n    direction LR\n    ${boxes.join(' ~~~ ')}\n  end`;
  });
  const names = ROWS.map((bands, index) => (bands.length === 1 ? bands[0]?.name : `row${index}`));
  const arrows = names.slice(1).map((name, index) => `  ${names[index]} --> ${name}`);
  return ['flowchart TD', ...rows, ...arrows].join('\n');
}

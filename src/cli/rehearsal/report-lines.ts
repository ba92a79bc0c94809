import { promisesAnything, type RehearsalReport } from '../../domain/rehearsal/rehearsal-report.ts';
import { type ReportLook, sayCaveats, sayChange } from '../../web/console/rehearsal/report-look.ts';
import type { ToldStory } from '../../web/console/rehearsal/tell-story.ts';
import { colors, count } from '../support/terminal.ts';
import { CAUSES, ENGLISH, MISSES, percent, points, showInstant, showSecond } from './say-report.ts';

/** More holes are listed by `--json` and `--html`. */
const MAX_HOLES = 20;

/** In whose words, and what people call those whom the report names by their keys. */
type Look = Pick<ReportLook, 'words' | 'nameOf'>;

/** The report for a terminal. @param story of a call that was missed; null: none was */
export function reportLines(report: RehearsalReport, story: ToldStory | null, look: Look): string[] {
  const { from, until, replications, calls, seed } = report;
  return [
    colors.bold(`Rehearsal of ${showInstant(from)} to ${showInstant(until)} UTC`),
    ...sayCaveats(report, ENGLISH),
    '',
    ...proofLines(report),
    ...(report.kept.length === 0
      ? []
      : [
          '',
          colors.bold(`Played: ${count(replications, 'time')} ${count(calls, 'call')}, seed ${seed}`),
          ...keptLines(report),
          ...missLines(report),
          ...storyLines(story),
          ...whatIfLines(report, look),
          ...peopleLines(report, look),
          ...restLines(report, look),
        ]),
  ];
}

function proofLines(report: RehearsalReport): string[] {
  const { proof } = report;
  if (!promisesAnything(report))
    return [
      'Nothing is promised: there is no plan, or no calendar.',
      '→ Add both to the directory; directory.sample.yaml shows how.',
    ];
  if (proof.length === 0) return [colors.green('✓ Every promise can be kept, whenever the call comes in.')];
  return [
    colors.red(`✗ ${count(proof.length, 'time')} in which a promise cannot be kept, whoever answers:`),
    ...proof
      .slice(0, MAX_HOLES)
      .flatMap(({ plan, severity, from, until, cause, who, remedy }) => [
        `  ${showInstant(from)} to ${showInstant(until)}  plan ${plan}, severity ${severity}: ${CAUSES[cause]}`,
        `    ${remedy}${who.length > 0 ? ` (${who.join(', ')})` : ''}`,
      ]),
    ...(proof.length > MAX_HOLES ? [`  and ${proof.length - MAX_HOLES} more`] : []),
  ];
}

function keptLines({ kept }: RehearsalReport): string[] {
  return kept.map(
    ({ plan, severity, share, low, high, tickets }) =>
      `  plan ${plan}, severity ${severity}: ${percent(share)} kept (95 times in 100 between ${percent(low)} and ${percent(high)}; ${count(tickets, 'ticket')})`,
  );
}

function missLines({ misses }: RehearsalReport): string[] {
  if (misses.length === 0) return [];
  return [
    '',
    colors.bold('Missed, and what helps'),
    ...misses.flatMap(({ cause, perYear, remedy, keptAfter }) => [
      `  ${perYear.toFixed(1)} a year: ${MISSES[cause]}`,
      `    ${remedy}${keptAfter === null ? '' : ` Then ${percent(keptAfter)} of all are kept.`}`,
    ]),
  ];
}

function storyLines(story: ToldStory | null): string[] {
  if (!story) return [];
  const { plan, severity, call, cause } = story.ticket;
  const why = cause ? `: ${MISSES[cause]}` : '';
  return [
    '',
    colors.bold('One of them, as it went'),
    `  Call ${call + 1} of replication ${story.replication + 1}, plan ${plan}, severity ${severity}${why}`,
    ...story.lines.map(({ at, text }) => `    ${showSecond(at)}  ${text}`),
    ...(story.left > 0 ? [`    and ${story.left} more`] : []),
  ];
}

function whatIfLines({ whatIf }: RehearsalReport, look: Look): string[] {
  if (whatIf.length === 0) return [];
  return [
    '',
    colors.bold('What if'),
    ...whatIf.map(
      ({ name, plan, severity, difference, low, high }) =>
        `  ${sayChange(name, look)}: plan ${plan}, severity ${severity}: ${points(difference)} points (${points(low)} to ${points(high)})`,
    ),
  ];
}

function peopleLines({ people }: RehearsalReport, { nameOf }: Look): string[] {
  if (people.length === 0) return [];
  return [
    '',
    colors.bold('People, in the whole time'),
    ...people.map(
      ({ key, pages, nights, restBreaches }) =>
        `  ${nameOf(key)}: ${count(Math.round(pages), 'page')}, ${nights.toFixed(1)} broken nights, ${restBreaches.toFixed(1)} with too little rest after`,
    ),
  ];
}

function restLines({ rest }: RehearsalReport, look: Look): string[] {
  const touched = rest.filter(({ people }) => people.length > 0);
  if (touched.length === 0) return [];
  return [
    '',
    colors.bold('Nights with too little rest after, before and after each change'),
    ...touched.flatMap(({ change, people }) => [
      `  ${sayChange(change, look)}`,
      `    ${people.map(({ key, before, after }) => `${look.nameOf(key)} ${before.toFixed(1)} → ${after.toFixed(1)}`).join(', ')}`,
    ]),
  ];
}

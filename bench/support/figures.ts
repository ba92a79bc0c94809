import { median, percentile } from './statistics.ts';

/** What was measured in turn with its reference: the reference first, and once more after the last round. */
export interface Rounds {
  /** what it is, with its unit: `key presses a second` */
  name: string;
  /** higher is better for throughput, lower for times */
  better: 'higher' | 'lower';
  reference: readonly number[];
  service: readonly number[];
}

/** A figure as it is shown and kept. */
export interface Figure {
  name: string;
  better: Rounds['better'];
  /** medians, of this machine at this hour: only the ratio says anything elsewhere */
  reference: number;
  service: number;
  /** of each round to the references before and behind it: the median, and the middle half */
  ratio: number;
  low: number;
  high: number;
  /** the reference's middle half, as a share of its median: what the machine's other users do */
  noise: number;
  rounds: number;
}

/** A reference that differs by more than this from itself is none. */
const MAX_NOISE = 0.25;

export function figureOf({ name, better, reference, service }: Rounds): Figure {
  const ratios = service.map((value, round) => value / mean(reference.slice(round, round + 2)));
  const noise = (percentile(reference, 0.75) - percentile(reference, 0.25)) / median(reference);
  return {
    name,
    better,
    reference: median(reference),
    service: median(service),
    ratio: median(ratios),
    low: percentile(ratios, 0.25),
    high: percentile(ratios, 0.75),
    noise,
    rounds: service.length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Whether nothing can be told of a figure, because the reference did not stay the same. */
export function isTooNoisy({ noise }: Pick<Figure, 'noise'>): boolean {
  return !(noise <= MAX_NOISE);
}

export type Verdict = 'too noisy to tell' | 'the same' | 'better' | 'worse';

/** What has become of a figure: it has changed where the middle halves have nothing in common. */
export function compareFigure(now: Figure, kept: Figure): Verdict {
  if (isTooNoisy(now) || isTooNoisy(kept)) return 'too noisy to tell';
  if (now.low <= kept.high && kept.low <= now.high) return 'the same';
  return now.ratio > kept.ratio === (now.better === 'higher') ? 'better' : 'worse';
}

/** One line a figure; with a kept result beside it, what has become of it. */
export function tableOf(figures: readonly Figure[], kept: readonly Figure[] = []): string {
  const lines = figures.map((figure) => {
    const before = kept.find(({ name }) => name === figure.name);
    const said = isTooNoisy(figure) ? ['too noisy to tell'] : [];
    const verdict = before ? [`${before.ratio.toFixed(2)} kept: ${compareFigure(figure, before)}`] : said;
    return [
      figure.name.padEnd(44),
      `ratio ${figure.ratio.toFixed(2)} (${figure.low.toFixed(2)} to ${figure.high.toFixed(2)})`.padEnd(28),
      `reference ${short(figure.reference)} ± ${Math.round(figure.noise * 50)} %`.padEnd(26),
      `service ${short(figure.service)}`,
      ...verdict,
    ].join('  ');
  });
  return lines.join('\n');
}

function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { readOptions, refuse } from '../../scripts/read-options.ts';
import { type Figure, figureOf, type Rounds, tableOf } from './figures.ts';

/** How a benchmark of the suite is run. */
export interface Scale {
  rounds: number;
  /** how long a round lasts, milliseconds */
  roundMs: number;
  /** only whether it runs is of interest */
  isShort: boolean;
  seed: number;
  /** another checkout of the service that stands in for the reference */
  against: string | undefined;
}

export type Measure = (scale: Scale) => Promise<Rounds[]>;

/** What `--json` keeps. */
interface Kept {
  machine: string;
  node: string;
  at: string;
  seed: number;
  figures: Figure[];
}

/** Runs benchmarks one after the other, shows their figures, keeps them and holds them against kept ones. */
export async function runSuite(benchmarks: ReadonlyMap<string, () => Promise<Measure>>): Promise<void> {
  const { values } = readOptions(import.meta.url, {
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      json: { type: 'string' },
      compare: { type: 'string' },
      against: { type: 'string' },
    },
  });
  const scale: Scale = {
    rounds: Number(values.rounds ?? (values.short ? 1 : 9)),
    roundMs: values.short ? 200 : 2_000,
    isShort: values.short,
    seed: Number(values.seed),
    against: values.against === undefined ? undefined : resolve(values.against),
  };
  const before = values.compare === undefined ? null : readKept(values.compare);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  console.log(`${machine}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, seed ${scale.seed}`);
  if (before) console.log(`held against ${before.machine}, Node ${before.node}, of ${before.at}`);
  const figures: Figure[] = [];
  for (const [name, load] of benchmarks) {
    const measure = await load();
    const measured = (await measure(scale)).map((rounds) => figureOf(rounds));
    console.log(`${name}\n${tableOf(measured, before?.figures)}`);
    figures.push(...measured);
  }
  const kept: Kept = {
    machine,
    node: process.version,
    at: new Date().toISOString(),
    seed: scale.seed,
    figures,
  };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(kept, null, 2)}\n`);
}

function readKept(file: string): Kept {
  const kept = readJson(file) as Partial<Kept> | null;
  if (!Array.isArray(kept?.figures)) return refuse(`${file} holds no figures: make one with --json ${file}`);
  return kept as Kept;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

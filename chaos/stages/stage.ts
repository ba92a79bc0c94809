import type { ProxyKind } from '../support/proxy.ts';
import type { ServiceProcess } from '../support/service-process.ts';

/** Breaks something. @returns how to mend it; resolves when everything serves again */
export type Disturb = () => Promise<() => Promise<void>>;

/** Real processes, whole, and what can be broken about them. */
export interface Stage extends AsyncDisposable {
  /** Asked anew each time: an embedded server that was started again may be found elsewhere. */
  databaseUrl(): Promise<string>;
  services: readonly ServiceProcess[];
  /** Kinds of faults that this stage knows, by the name they have in the table. */
  faults: Readonly<Record<string, Disturb>>;
  /** how long it is whole between two faults: with a single process, each is an outage */
  respiteMs: { least: number; most: number };
  /** What it can't break on this machine, and why. */
  skipped: readonly string[];
}

export interface StageOptions {
  /** where everything is kept; removed by whoever made it */
  folder: string;
  /** what every process of the service is told, but for its role and addresses */
  env: Record<string, string>;
  /** the proxy in front of the web processes; undefined: each webhook goes to the next one in turn */
  proxy?: ProxyKind | undefined;
  /** where webhooks go is told here before the first web process starts: its ports, or the proxy's */
  onWebPorts(ports: readonly number[]): void;
}

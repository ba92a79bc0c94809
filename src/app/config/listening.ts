import { isIP } from 'node:net';
import type { Area, ValuesOf } from './area.ts';
import { anyText, matching, shownUrl, withoutSlash } from './rules.ts';

/** Where a process is found. */
export interface ListeningConfig {
  port: number;
  host: string;
  /** Where the figures for Prometheus are; what somebody has chosen and cannot be had stops the start. */
  metrics: { port: number; host: string; chosen: { port: boolean; host: boolean } };
  /** What the carrier calls; without a slash at its end. */
  publicUrl: string;
}

const PORT_RANGE = 'a port, 0 to 65535';
const PUBLIC_ADDRESS = 'an http or https URL without query, user and password';

const port = matching(/^\d{1,5}$/, PORT_RANGE)
  .transform(Number)
  .refine((read) => read <= 65_535, PORT_RANGE);
const HOST = 'an address or a host name, without scheme and port';
/** Brackets belong to addresses with a port behind them; here they are only left off. */
const host = anyText
  .transform((read) => read.replace(/^\[(.*)\]$/, '$1'))
  .refine((read) => isIP(read) === 6 || /^[^\s/:@?#\\[\]]+$/.test(read), HOST);

const USUAL_PORT = '8080';
/** Takes a port at each address of this machine. */
const EVERYWHERE = /^(0\.0\.0\.0|\[?::\]?)$/;

export const LISTENING = {
  variables: {
    PORT: port.optional(),
    HOST: host.optional(),
    METRICS_PORT: port.optional(),
    METRICS_HOST: host.optional(),
    PUBLIC_URL: shownUrl(PUBLIC_ADDRESS)
      .refine((value) => !/[?#]/.test(value), PUBLIC_ADDRESS)
      .transform(asCalled)
      .optional(),
  },
  contradictions({ PORT, METRICS_PORT: metrics, HOST, METRICS_HOST, ROLE }) {
    const isElsewhere =
      HOST !== METRICS_HOST && [HOST, METRICS_HOST].every((one) => one && !EVERYWHERE.test(one));
    const used = PORT ?? (ROLE === 'worker' ? undefined : USUAL_PORT);
    if (metrics === undefined || metrics !== used || metrics === '0' || isElsewhere) return [];
    return [`METRICS_PORT: read "${metrics}", but PORT is the same; allowed: another one`];
  },
} satisfies Area;

/** Where OpenTelemetry's exporter for Prometheus listens, too. */
const METRICS_PORT = 9464;
const LOOPBACK = '127.0.0.1';

/** As whoever calls it writes it, however it was typed: signatures are checked against it letter by letter. */
function asCalled(address: string): string {
  return withoutSlash(new URL(address).href);
}

/** @param embedded whether the database is ours, so that the service is for this machine unless it is told otherwise */
export function listeningOf(read: ValuesOf<typeof LISTENING>, embedded: boolean): ListeningConfig {
  const usedPort = read.PORT ?? Number(USUAL_PORT);
  return {
    port: usedPort,
    host: read.HOST ?? (embedded ? LOOPBACK : '0.0.0.0'),
    metrics: {
      port: read.METRICS_PORT ?? METRICS_PORT,
      host: read.METRICS_HOST ?? LOOPBACK,
      chosen: { port: read.METRICS_PORT !== undefined, host: read.METRICS_HOST !== undefined },
    },
    publicUrl: read.PUBLIC_URL ?? `http://localhost:${usedPort}`,
  };
}

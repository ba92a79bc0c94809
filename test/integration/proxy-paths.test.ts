import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hideSecrets } from '../../src/platform/hide-secrets.ts';
import { openHotline } from '../support/hotline.ts';

const CADDYFILE = join(import.meta.dirname, '../../deploy/Caddyfile');

const NGINX = join(import.meta.dirname, '../../deploy/nginx/hotline.conf');

/** What Express keeps of a router; `slash`: it is mounted at the root. */
interface Layer {
  slash?: boolean;
  route?: { path: string | string[] };
  handle?: { stack?: Layer[] };
}

/** The patterns of all routes that are mounted at the root, however deep. */
function patternsOf(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ slash, route, handle }) => {
    if (route) return [route.path].flat();
    return slash && handle?.stack ? patternsOf(handle.stack) : [];
  });
}

function passes(): (path: string) => boolean {
  const [, pattern = 'none'] = /@outside path_regexp (\S+)/.exec(readFileSync(CADDYFILE, 'utf8')) ?? [];
  const outside = new RegExp(pattern);
  return (path) => outside.test(path);
}

it('the shipped proxy lets through every page, the carrier and the API, and nothing for the inside', async () => {
  await using hotline = await openHotline();
  const passed = passes();
  const pages = patternsOf((hotline.app.server.router as unknown as { stack: Layer[] }).stack).filter(
    (path) => !['/healthz', '/callz', '/readyz', '/metrics', '/*nowhere'].includes(path),
  );
  expect(pages.length).toBeGreaterThan(20);
  const further = [
    '/twilio/voice/incoming',
    '/twilio/voice/fallback',
    '/twilio/voice/status',
    '/twilio/voice/input/severity',
    '/twilio/sms/incoming',
    '/twilio/sms/status',
    '/audio/music.mp3',
    '/assets/console.css',
    '/api/v1/openapi.json',
    '/registry/customers',
    '/calendar/x.ics',
  ];
  expect([...pages, ...further].filter((path) => !passed(path))).toEqual([]);
  const inside = [
    '/metrics',
    '/metrics/',
    '/Metrics',
    '//metrics',
    '/healthz',
    '/readyz',
    '/callz',
    '/practice/',
    '/practice/carrier',
    '/TWILIO/voice/incoming',
    '/twiliox',
    '/.env',
    '/calls.csvx',
  ];
  expect(inside.filter(passed)).toEqual([]);
});

it('what is a stream is one for nginx, too', async () => {
  await using hotline = await openHotline();
  const streams = patternsOf((hotline.app.server.router as unknown as { stack: Layer[] }).stack)
    .filter((path) => /(^|\/)live$/.test(path))
    .map((path) => path.replace(/:\w+/g, 'x'));
  const [, pattern = 'none'] =
    /location ~ (\S+) \{[^}]*proxy_buffering off/.exec(readFileSync(NGINX, 'utf8')) ?? [];
  expect(streams.length).toBeGreaterThan(3);
  expect(streams.filter((path) => !new RegExp(pattern).test(path))).toEqual([]);
});

it('nginx notes down no address that opens something by itself', async () => {
  await using hotline = await openHotline();
  const secret = patternsOf((hotline.app.server.router as unknown as { stack: Layer[] }).stack)
    .map((path) => path.replace(/:\w+/g, 'opens'))
    .filter((path) => hideSecrets(path) !== path);
  // the first that fits is the one that is taken
  const places = [...readFileSync(NGINX, 'utf8').matchAll(/location ~ (\S+) \{([^}]*)\}/g)].map(
    ([, pattern = '', content = '']) => ({ pattern: new RegExp(pattern), content }),
  );
  const placeOf = (path: string) => places.find(({ pattern }) => pattern.test(path))?.content;
  expect(secret.length).toBeGreaterThan(5);
  expect(secret.filter((path) => !placeOf(path)?.includes('access_log off'))).toEqual([]);
});

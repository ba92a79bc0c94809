import { createPasswordHasher } from '../../src/domain/users/password-hasher.ts';
import { insertUser } from '../../src/domain/users/user-store.ts';
import type { Db } from '../../src/platform/db/database.ts';

const PASSWORD = 'the password of the benchmark';

/** Signs somebody in who sees everything. @returns the header of their cookie */
export async function signIn(db: Db, url: string): Promise<string> {
  const login = `bench-${Date.now()}`;
  const passwordHash = await createPasswordHasher({ cost: 2 }).hash(PASSWORD);
  const user = { login, name: 'Bench', role: 'administrator' as const, engineer: null };
  await insertUser(db, { ...user, passwordHash, mustChangePassword: false }, new Date());
  const response = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' },
    body: new URLSearchParams({ login, password: PASSWORD }),
    redirect: 'manual',
  });
  const cookie = response.headers.getSetCookie().find((line) => line.includes('session='));
  if (cookie === undefined) throw new Error(`nobody is signed in: ${response.status}`);
  return cookie.split(';')[0] ?? '';
}

/** Asks for a page to its end. */
export async function timeOf(
  url: string,
  path: string,
  cookie: string,
): Promise<{ ms: number; bytes: number }> {
  const begin = performance.now();
  const response = await fetch(url + path, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
  const { byteLength } = await response.arrayBuffer();
  const ms = performance.now() - begin;
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return { ms, bytes: byteLength };
}

/** From the request until the first event of the board's stream is there. @param version of what a page shows */
export async function firstPush(
  url: string,
  cookie: string,
  version: string,
): Promise<{ ms: number; bytes: number }> {
  const begin = performance.now();
  for await (const { bytes } of events(url, cookie, version)) return { ms: performance.now() - begin, bytes };
  throw new Error('nothing was pushed');
}

/** The events of the board's stream with their sizes. */
export async function* events(
  url: string,
  cookie: string,
  version: string,
): AsyncGenerator<{ name: string; bytes: number; pieces: number }> {
  const aborting = new AbortController();
  const headers = { cookie, accept: 'text/event-stream' };
  const response = await fetch(`${url}/live?from=${version}`, { headers, signal: aborting.signal });
  let text = '';
  try {
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        const { pieces = {} } = JSON.parse(event.match(/^data: (.*)$/m)?.[1] ?? '{}');
        const name = event.match(/^event: (.*)$/m)?.[1] ?? '';
        yield { name, bytes: Buffer.byteLength(event), pieces: Object.keys(pieces).length };
      }
    }
  } finally {
    aborting.abort();
  }
}

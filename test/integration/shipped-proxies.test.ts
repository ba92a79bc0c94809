import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/listen.ts';
import { type Caller, castCallers } from '../../chaos/people/callers.ts';
import { DIRECTORY, HOTLINE_NUMBER } from '../../chaos/people/cast.ts';
import { ACCOUNT, openLine } from '../../chaos/people/line.ts';
import { livesThrough, type Person } from '../../chaos/people/person.ts';
import { seeded } from '../../chaos/random.ts';
import { findProxy, PROXIES, type ProxyKind, startProxy } from '../../chaos/support/proxy.ts';
import { ServiceProcess } from '../../chaos/support/service-process.ts';
import { freshDatabase } from '../support/database.ts';

const CALLS_A_SECOND = 2;

/** Whoever was served has said what there was to say: nobody pages here, and they would wait for long. */
function hangsUpServed(caller: Caller): Person {
  const { person } = caller;
  return { ...person, asked: (state) => (caller.served ? 'hang-up' : person.asked(state)) };
}

/** Two web processes behind a shipped proxy, and the carrier in front of it; nobody pages. */
async function openFront(kind: ProxyKind) {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'hotline-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const database = opening.use(await freshDatabase());
  const ports = [await freePort(), await freePort()];
  const proxy = opening.use(await startProxy(kind, { folder, webPorts: ports }));
  const url = `http://127.0.0.1:${proxy.port}`;
  const random = seeded(7);
  const line = opening.use(await openLine(url, random));
  const directory = join(folder, 'directory.yaml');
  await writeFile(directory, DIRECTORY);
  const env = {
    ROLE: 'web',
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    SECRET_KEY: 'the-secret-key-behind-the-proxies',
    DIRECTORY_FILE: directory,
    DATA_DIR: folder,
    TWILIO_ACCOUNT_SID: ACCOUNT.sid,
    TWILIO_AUTH_TOKEN: ACCOUNT.token,
    TWILIO_API_BASE_URL: line.url,
    HOTLINE_NUMBER,
    DRAIN_SECONDS: '3',
    TRUSTED_PROXIES: '1',
    LOG_LEVEL: 'warn',
  };
  const webs = ports.map((PORT, index) => {
    const web = new ServiceProcess(`web-${index + 1}`, { ...env, PORT }, folder);
    opening.defer(() => web.kill());
    return web;
  });
  await Promise.all(webs.map((web) => web.start()));
  const callers: Caller[] = [];
  const cast = castCallers(500, random).filter(({ part }) => part !== 'stranger');
  const opened = opening.move();
  return {
    url,
    line,
    webs: webs as [ServiceProcess, ServiceProcess],
    /** Callers call, one after the other, for as long as something happens. @returns those who were not served */
    async during(happens: () => Promise<unknown>): Promise<string[]> {
      let over = false;
      const happening = happens().finally(() => {
        over = true;
      });
      const calls: Promise<void>[] = [];
      while (!over) {
        const caller = cast.shift();
        if (!caller) throw new Error('nobody is left to call');
        const leg = line.carrier.dialIn({ from: caller.from, phone: caller.phone });
        callers.push(caller);
        calls.push(livesThrough(leg, hangsUpServed(caller), line.carrier, random));
        await pause(1_000 / CALLS_A_SECOND);
      }
      await Promise.all([happening, ...calls]);
      return callers
        .splice(0)
        .filter(({ served }) => !served)
        .map(({ part, from }) => `${part} ${from}`);
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

describe.each(PROXIES)('behind the shipped file for %s', (kind) => {
  // with CI=true a missing one is a failure
  const isTried = process.env.CI === 'true' || findProxy(kind) !== undefined;

  it.skipIf(!isTried)(
    `every caller is served while a web process freezes, is killed, and both are deployed anew${isTried ? '' : ` (not tried: ${kind} is not installed)`}`,
    async () => {
      await using front = await openFront(kind);
      const [one, other] = front.webs;
      const notServed = {
        frozen: await front.during(async () => {
          one.freeze();
          await pause(5_000);
          one.thaw();
        }),
        killed: await front.during(async () => {
          await other.kill();
          await other.start();
        }),
        deployed: await front.during(async () => {
          for (const web of front.webs) {
            await web.stop();
            await web.start();
          }
        }),
      };
      expect(notServed).toEqual({ frozen: [], killed: [], deployed: [] });
      expect([...front.line.lifeboat]).toEqual([]);
    },
    240_000,
  );
});

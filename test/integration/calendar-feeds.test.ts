import { spawnSync } from 'node:child_process';
import ICAL from 'ical.js';
import { describe, expect, it, vi } from 'vitest';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { loseWrites } from '../support/outage.ts';

const FRONT = '/registry/schedules/front';
/** anna and carla change every Monday at 08:00; it is Monday, 23 November, 10:00: anna's week. */
const TURNS = (usual: string) =>
  usual.replace(
    '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]',
    '[{ participants: [anna, carla], rotate: P7D, from: 2026-11-09T08:00 }]',
  );

async function makeFeed(browser: Browser, what: string): Promise<string> {
  const { status, text } = await browser.post('/shifts/feeds', { what });
  expect(status).toBe(201);
  const [, path = ''] = /(\/calendar\/[\w-]{43}\.ics)/.exec(text) ?? [];
  return path;
}

const read = (office: Office, path: string, headers: Record<string, string> = {}) =>
  office.nobody().get(path, headers);

interface Event {
  uid: string;
  summary: string;
  status: string;
  sequence: number;
  from: string;
  until: string;
}

/** As a calendar reads it that knows no zone but those in the file. */
function eventsOf(text: string): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const at = (name: string) => {
      const property = event.getFirstProperty(name);
      const time = property?.getFirstValue() as ICAL.Time;
      const zone = zones.find(({ tzid }) => tzid === property?.getParameter('tzid'));
      if (!zone) throw new Error(`${name} has no zone of the file`);
      time.zone = zone;
      return time.toJSDate().toISOString();
    };
    const value = (name: string) => String(event.getFirstPropertyValue(name));
    return {
      uid: value('uid'),
      summary: value('summary'),
      status: value('status'),
      sequence: Number(value('sequence')),
      from: at('dtstart'),
      until: at('dtend'),
    };
  });
}

describe('a calendar feed', () => {
  it('tells the shifts of one engineer to whoever has its address, without signing in', async () => {
    await using office = await openConsole({ directory: TURNS });
    const path = await makeFeed(await office.as('engineer'), 'engineer:anna');
    const { status, headers, text } = await read(office, path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const events = eventsOf(text);
    expect(events.slice(0, 3)).toMatchObject([
      { summary: 'On call: front', from: '2026-11-09T07:00:00.000Z', until: '2026-11-16T07:00:00.000Z' },
      {
        status: 'CONFIRMED',
        sequence: 0,
        from: '2026-11-23T07:00:00.000Z',
        until: '2026-11-30T07:00:00.000Z',
      },
      { from: '2026-12-07T07:00:00.000Z' },
    ]);
    // the clocks are put forward on 28 March: the shift begins at 08:00 all the same
    expect(events.map(({ from }) => from)).toContain('2027-03-29T06:00:00.000Z');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  it('of a schedule and of all names who is on call', async () => {
    await using office = await openConsole({ directory: TURNS });
    const supervisor = await office.as('supervisor');
    const front = eventsOf((await read(office, await makeFeed(supervisor, 'schedule:front'))).text);
    expect(new Set(front.map(({ summary }) => summary))).toEqual(
      new Set(['Anna Weber (front)', 'Carla Moreno (front)']),
    );
    const all = eventsOf((await read(office, await makeFeed(supervisor, 'all'))).text);
    expect(all.map(({ summary }) => summary)).toContain('Ben Hartmann (back)');
    expect(all.length).toBeGreaterThan(front.length);
  });

  it('keeps the name of a shift that is moved, and says that one has fallen away', async () => {
    await using office = await openConsole({ directory: TURNS });
    const supervisor = await office.as('supervisor');
    const path = await makeFeed(supervisor, 'schedule:front');
    const before = eventsOf((await read(office, path)).text);
    const carlas = before.find(({ from }) => from === '2026-11-30T07:00:00.000Z');
    // ben has the first day of carla's week, and all of the anna's after it
    const override = (from: string, until: string) =>
      supervisor.post(`${FRONT}/overrides`, { engineer: 'ben', from, until });
    await override('2026-11-30T08:00', '2026-12-01T08:00');
    await override('2026-12-07T08:00', '2026-12-14T08:00');
    vi.setSystemTime(new Date('2026-11-23T11:00:00+01:00'));
    const after = eventsOf((await read(office, path)).text);
    const named = (uid: string | undefined) => after.find((event) => event.uid === uid);
    expect(named(carlas?.uid)).toMatchObject({
      sequence: 1,
      from: '2026-12-01T07:00:00.000Z',
      status: 'CONFIRMED',
    });
    expect(after.filter(({ summary }) => summary.startsWith('Ben'))).toMatchObject([
      { sequence: 0, from: '2026-11-30T07:00:00.000Z' },
      { sequence: 0, from: '2026-12-07T07:00:00.000Z' },
    ]);
    expect(after.filter(({ status }) => status === 'CANCELLED')).toMatchObject([
      { sequence: 1, summary: 'Anna Weber (front)', from: '2026-12-07T07:00:00.000Z' },
    ]);
    // taken back, it is the shift that it was
    const { text } = await supervisor.get(FRONT);
    for (const [, action = ''] of text.matchAll(/action="([^"]+\/withdraw)"/g))
      await supervisor.post(action, {});
    const again = eventsOf((await read(office, path)).text).filter(({ status }) => status === 'CONFIRMED');
    const same = ({ uid, from, until }: Event) => ({ uid, from, until });
    expect(again.map(same)).toEqual(before.map(same));
  });

  it('tells a new name of an engineer or a schedule as a change of their shifts', async () => {
    await using office = await openConsole({ directory: TURNS });
    const { database } = office.hotline;
    const path = await makeFeed(await office.as('supervisor'), 'schedule:front');
    const before = eventsOf((await read(office, path)).text);
    vi.setSystemTime(new Date('2026-11-23T11:00:00+01:00'));
    await database.query(`update engineers set name = 'Anna Winter' where key = 'anna'`);
    const after = eventsOf((await read(office, path)).text);
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    // as the migration has named what calendars were told by the version before
    const misnamed = await database.query(
      `select from published_shifts join engineers on key = engineer
       where called <> encode(sha256(convert_to(engineers.name || ' (' || schedule || ')', 'UTF8')), 'hex')`,
    );
    expect(misnamed).toEqual([]);
    expect(new Set(after.map(({ summary, sequence }) => `${summary} ${sequence}`))).toEqual(
      new Set(['Anna Winter (front) 1', 'Carla Moreno (front) 0']),
    );
    await database.query(
      `update schedules set definition = definition || '{"title": "Frühdienst"}' where name = 'front'`,
    );
    const titled = eventsOf((await read(office, path)).text);
    expect(new Set(titled.map(({ summary, sequence }) => `${summary} ${sequence}`))).toEqual(
      new Set(['Anna Winter (Frühdienst) 2', 'Carla Moreno (Frühdienst) 1']),
    );
  });

  it('is sent again only when something has changed', async () => {
    await using office = await openConsole({ directory: TURNS });
    const supervisor = await office.as('supervisor');
    const path = await makeFeed(supervisor, 'schedule:front');
    const { headers } = await read(office, path);
    const tag = headers.get('etag') ?? '';
    const since = headers.get('last-modified') ?? '';
    vi.setSystemTime(new Date('2026-11-24T10:00:00+01:00'));
    for (const known of [
      { 'if-none-match': tag },
      { 'if-none-match': `"other", W/${tag}` },
      { 'if-modified-since': since },
    ]) {
      const reply = await read(office, path, known);
      expect({ status: reply.status, text: reply.text }).toEqual({ status: 304, text: '' });
    }
    expect(
      (await read(office, path, { 'if-none-match': '"other"', 'if-modified-since': since })).status,
    ).toBe(200);
    const again = await office.as('supervisor');
    await again.post(`${FRONT}/overrides`, {
      engineer: 'ben',
      from: '2026-12-24T08:00',
      until: '2026-12-27T08:00',
    });
    const changed = await read(office, path, { 'if-none-match': tag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('last-modified')).toBe('Tue, 24 Nov 2026 09:00:00 GMT');
    expect((await read(office, path, { 'if-modified-since': since })).status).toBe(200);
  });

  it('is closed at once when it is revoked, or its user is removed', async () => {
    await using office = await openConsole();
    const engineer = await office.as('engineer');
    const supervisor = await office.as('supervisor');
    const mine = await makeFeed(engineer, 'engineer:anna');
    const theirs = await makeFeed(supervisor, 'all');
    // whoever only asks what there is has not read it
    await office.nobody().head(mine);
    expect((await engineer.get('/shifts/feeds')).text).not.toContain('<time datetime="2026-11-23T09');
    await read(office, mine);
    const { text } = await engineer.get('/shifts/feeds');
    expect(text).toContain('Last read by a calendar');
    expect(text).toContain('<time datetime="2026-11-23T09:00:00.000Z">');
    expect(text).not.toContain(mine);
    expect(text).not.toContain(theirs.slice(-8, -4));
    const revokes = async (browser: Browser) =>
      [...(await browser.get('/shifts/feeds')).text.matchAll(/action="([^"]+\/revoke)"/g)].map(
        ([, one = '']) => one,
      );
    const [own = ''] = await revokes(engineer);
    const [other = ''] = (await revokes(supervisor)).filter((one) => one !== own);
    // it is somebody else's
    expect((await engineer.post(other, {})).status).toBe(404);
    expect((await read(office, theirs)).status).toBe(200);
    expect((await supervisor.post(own, {})).location).toBe('/shifts/feeds?done=revoked');
    expect((await read(office, mine)).status).toBe(404);
    expect((await supervisor.post(own, {})).status).toBe(404);
    await office.hotline.database.query("update users set retired_at = now() where login = 'supervisor'");
    expect((await read(office, theirs)).status).toBe(404);
  });

  it('lists nothing, and what is no feed is nothing, whatever is asked', async () => {
    await using office = await openConsole();
    for (const path of [
      '/calendar',
      '/calendar/',
      '/calendar/all.ics',
      '/calendar/%00.ics',
      `/calendar/${'a'.repeat(43)}.ics`,
    ])
      expect((await read(office, path)).status, path).toBe(404);
    const path = await makeFeed(await office.as('engineer'), 'all');
    expect((await read(office, path.replace('.ics', ''))).status).toBe(404);
    const engineer = await office.as('engineer');
    for (const what of [
      '',
      'engineer:',
      'engineer:nobody',
      'schedule:nowhere',
      'all:x',
      "all'; drop table users",
    ])
      expect((await engineer.post('/shifts/feeds', { what })).status, what).toBe(422);
    expect((await (await office.as('auditor')).post('/shifts/feeds', { what: 'all' })).status).toBe(403);
  });

  it('can be read only, and says so to whoever tries to write, whether there is one or not', async () => {
    await using office = await openConsole();
    const path = await makeFeed(await office.as('engineer'), 'all');
    for (const address of [path, `/calendar/${'a'.repeat(43)}.ics`])
      for (const method of ['OPTIONS', 'PROPFIND', 'PUT', 'POST', 'DELETE']) {
        const { status, headers } = await fetch(office.hotline.url + address, { method });
        expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
      }
    const { status, headers } = await fetch(office.hotline.url + path, { method: 'HEAD' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  });

  it('asks calendars to come again while the record takes no writes', async () => {
    await using office = await openConsole();
    const path = await makeFeed(await office.as('engineer'), 'all');
    const outage = await loseWrites(office.hotline);
    const reply = await read(office, path);
    await outage.back();
    expect(reply).toMatchObject({ status: 503, text: 'Please come again in a minute.\n' });
    expect(reply.headers.get('retry-after')).toBe('60');
    expect((await read(office, path)).status).toBe(200);
  });

  it('is kept by nobody more often than twenty times', async () => {
    await using office = await openConsole();
    const engineer = await office.as('engineer');
    for (let count = 0; count < 20; count += 1) await makeFeed(engineer, 'all');
    const refused = await engineer.post('/shifts/feeds', { what: 'all' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('You have twenty feeds.');
  });
});

/** Debian's python3-icalendar: a reader that shares nothing with the one that wrote. */
const READER = `
import json, sys
from icalendar import Calendar
from datetime import timezone
calendar = Calendar.from_ical(sys.stdin.buffer.read())
iso = lambda at: at.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.000Z')
print(json.dumps([dict(uid=str(e['UID']), summary=str(e['SUMMARY']), status=str(e['STATUS']), sequence=int(e['SEQUENCE']),
  **{'from': iso(e['DTSTART'].dt), 'until': iso(e['DTEND'].dt)}) for e in calendar.walk('VEVENT')]))
`;
const PYTHON = '/usr/bin/python3';
const hasReader = process.env.CI === 'true' || spawnSync(PYTHON, ['-c', 'import icalendar']).status === 0;

it.skipIf(!hasReader)('a feed is read alike by another library', async () => {
  await using office = await openConsole({ directory: TURNS });
  const supervisor = await office.as('supervisor');
  const path = await makeFeed(supervisor, 'all');
  await read(office, path);
  await supervisor.post(`${FRONT}/overrides`, {
    engineer: 'ben',
    from: '2026-12-07T08:00',
    until: '2026-12-14T08:00',
  });
  const { text } = await read(office, path);
  const { stdout, stderr } = spawnSync(PYTHON, ['-c', READER], { input: text, encoding: 'utf8' });
  expect(stderr).toBe('');
  const events = JSON.parse(stdout) as Event[];
  expect(events).toEqual(eventsOf(text));
  expect(events.some(({ status }) => status === 'CANCELLED')).toBe(true);
});

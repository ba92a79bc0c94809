import { describe, expect, test, vi } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { auditOf } from '../support/console-ways.ts';
import { criticalCase, describedCase, orderWithCode } from '../support/stories.ts';
import { emergencyOf } from '../support/strangers.ts';

/** The path of the link in the newest text of an engineer. */
function linkIn(texts: readonly string[]): string {
  const found = texts.flatMap((text) => /(\/p\/[A-Za-z\d]{12})\b/.exec(text)?.[1] ?? []);
  const path = found.at(-1);
  if (path === undefined) throw new Error(`there is no link in ${texts.join(' / ')}`);
  return path;
}

async function linkOfAnna({ hotline }: Office): Promise<string> {
  await criticalCase(hotline.phones.erika);
  return linkIn(hotline.phones.anna.newSms());
}

const kindsOf = async ({ hotline }: Office) =>
  (await hotline.ticket('4711')).timeline.map(({ kind }) => kind);

const ANDROID = 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1';

describe('the link in a page', () => {
  test('shows the ticket without a sign-in, and takes it with one press; only then the customer’s number is there', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const path = await linkOfAnna(office);
    const phone = office.nobody();
    const seen = await phone.get(path);
    expect(seen.status).toBe(200);
    for (const said of [
      'Ticket 4711',
      'Kritisch',
      'Musterwerk AG',
      'Übernehmen',
      'Dieser Link ist für Anna Weber',
    ])
      expect(seen.text).toContain(said);
    expect(seen.text).not.toContain('tel:');
    expect(seen.text).not.toContain('+493023125101');
    const pressed = await phone.post(`${path}/acknowledge`, {});
    expect(pressed).toMatchObject({ status: 303, location: path });
    // the connection broke off, and her phone loads what it was about to show
    // pressed when the connection was lost, or copied with a slash too many
    for (const behind of ['/acknowledge', '/', '/recording/', '//x'])
      expect(await phone.get(path + behind)).toMatchObject({ status: 303, location: path });
    const theirs = await phone.get(path);
    expect(theirs.text).toContain('href="tel:+493023125101"');
    expect(theirs.text).toContain('Das Ticket gehört Ihnen');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
    const acknowledged = (await hotline.ticket('4711')).timeline.find(({ kind }) => kind === 'acknowledged');
    expect(acknowledged).toMatchObject({ actor: 'anna', detail: { channel: 'link' } });
    expect(
      (await auditOf(office)).map(({ action, userName, userKind }) => [action, userName, userKind]),
    ).toEqual(
      expect.arrayContaining([
        ['link-opened', 'Anna Weber', 'engineer'],
        ['acknowledged', 'Anna Weber', 'engineer'],
      ]),
    );
    hotline.phones.erika.newSms();
  });

  test('says of whom nobody knows that they are unverified, in place of a name', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await emergencyOf(hotline, { from: 'anonymous' });
    await hotline.settle();
    const link = linkIn(hotline.phones.anna.newSms());
    expect((await office.nobody().get(link)).text).toContain('<b>Unbestätigter Anrufer</b>');
    await lookAway(hotline);
  });

  test('is changed by nobody who only looks at it: a program that previews links leaves no trace', async () => {
    await using office = await openConsole();
    const path = await linkOfAnna(office);
    const before = JSON.stringify(await office.hotline.ticket('4711'));
    for (const method of ['GET', 'HEAD'])
      await fetch(`${office.hotline.url}${path}`, { method, headers: { 'user-agent': 'WhatsApp/2' } });
    await fetch(`${office.hotline.url}${path}/acknowledge`, { headers: { accept: 'text/html' } });
    expect(JSON.stringify(await office.hotline.ticket('4711'))).toBe(before);
    expect(await auditOf(office)).toEqual([]);
    expect(await office.hotline.database.query('select from ticket_link_devices')).toEqual([]);
  });

  test('is kept by nobody: not by caches, search machines, referrers, nor in our own record', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const path = await linkOfAnna(office);
    const token = path.slice(3);
    const { headers } = await office.nobody().get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    const tables = await hotline.database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    for (const { name } of tables) {
      const rows = await hotline.database.query(`select row::text as text from "${name}" as row`);
      expect(JSON.stringify(rows), name).not.toContain(token);
    }
    const [message] = await hotline.database.query<{ body: string }>(
      'select body from messages where page_id is not null',
    );
    expect(message?.body).toMatch(/\/p\/\*{12} A 4711/);
  });

  test('opened on a second device says so there, and on the ticket', async () => {
    await using office = await openConsole();
    const path = await linkOfAnna(office);
    const [first, second] = [office.nobody(), office.nobody()];
    const open = async (browser: Browser, agent: string) => {
      const headers = { 'user-agent': agent };
      const page = await browser.get(path, headers);
      expect((await browser.post(`${path}/opened`, {}, headers)).status).toBe(204);
      return page.text;
    };
    expect(await open(first, ANDROID)).not.toContain('anderen Gerät');
    expect(await open(first, ANDROID)).not.toContain('anderen Gerät');
    expect(await open(second, IPHONE)).toContain('auf einem anderen Gerät geöffnet (Chrome, Android)');
    const { timeline } = await office.hotline.ticket('4711');
    const opened = timeline.filter(({ kind }) => kind === 'link-opened');
    expect(opened.map(({ detail }) => detail)).toEqual([
      { browser: 'Chrome, Android', elsewhere: false },
      { browser: 'Safari, iPhone', elsewhere: true },
    ]);
    const page = (await (await office.as('supervisor')).get('/tickets/4711')).text;
    expect(page).toContain('Anna Weber opened the ticket by the link in the SMS (Chrome, Android)');
    expect(page).toContain('The link of Anna Weber was opened on another device (Safari, iPhone)');
    for (let more = 0; more < 20; more += 1) await office.nobody().post(`${path}/opened`, {});
    expect((await kindsOf(office)).filter((kind) => kind === 'link-opened')).toHaveLength(5);
  });

  test('lets the caller’s own voice be heard, and each listening is on record', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await describedCase(hotline);
    await hotline.database.query(`update tickets set transcript = 'Der Server <brennt>'`);
    await hotline.pass({ minutes: 11 });
    const path = linkIn(hotline.phones.ben.newSms());
    const phone = office.nobody();
    const page = (await phone.get(path)).text;
    expect(page).toContain('lang="en"');
    expect(page).toContain('Der Server &lt;brennt&gt;');
    expect(page).toContain('Already tried: Anna Weber.');
    expect(page).toContain(`src="${path}/recording"`);
    expect((await phone.head(`${path}/recording`)).status).toBe(200);
    expect((await auditOf(office)).map(({ action }) => action)).not.toContain('listened');
    expect((await phone.get(`${path}/recording`, { accept: 'audio/*' })).status).toBe(200);
    // a further piece of it is the same listening
    expect((await phone.get(`${path}/recording`, { range: 'bytes=0-1' })).status).toBe(206);
    const heard = (await auditOf(office)).filter(({ action }) => action === 'listened');
    expect(heard).toMatchObject([{ userName: 'Ben Hartmann', userKind: 'engineer' }]);
    await phone.post(`${path}/acknowledge`, {});
    await lookAway(hotline);
  });
});

/** From the first ring of Anna's phone on, two are wanted, and Ben has a link of his own. */
const forTwo = (usual: string) =>
  usual
    .replace(
      '{ at: 0%, page: [schedule:front], by: [sms] }',
      '{ at: 0%, page: [schedule:front, schedule:back], by: [sms] }',
    )
    .replace(
      '{ at: 10%, page: [schedule:front], by: [call] }',
      '{ at: 10%, page: [schedule:front], by: [call], hands: 2 }',
    );

test('where a second person is sought the link says so, and one press helps', async () => {
  await using office = await openConsole({ directory: forTwo });
  const { hotline } = office;
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  const link = linkIn(ben.newSms());
  await hotline.pass({ minutes: 3 });
  await (await (await anna.rings()).answer()).press('2');
  const phone = office.nobody();
  const sought = (await phone.get(link)).text;
  expect(sought).toContain('Anna Weber has the ticket and needs a second person');
  expect(sought).toContain('<button>Assist</button>');
  expect(sought).not.toContain('tel:');
  for (let tap = 0; tap < 2; tap += 1) await phone.post(`${link}/acknowledge`, {});
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna', helpers: ['ben'] });
  expect((await kindsOf(office)).filter((kind) => kind === 'helping')).toHaveLength(1);
  const helps = (await phone.get(link)).text;
  expect(helps).toContain('Anna Weber has the ticket, and you are helping');
  expect(helps).toContain('Musterwerk AG');
  expect(helps).not.toContain('<button>');
  await lookAway(hotline);
});

describe('a link that opens nothing says why, in the engineer’s language', () => {
  test.each([
    ['forged', '/p/Xy3abcdEFGh4'],
    ['cut short', '/p/Xy3abc'],
    ['of another kind', `/p/${'a'.repeat(4_000)}`],
    ['with odd characters', '/p/%00%F0%9F%94%A5'],
  ])('%s', async (_what, path) => {
    await using office = await openConsole();
    const headers = { 'accept-language': 'fr' };
    const browser = office.nobody();
    for (const reply of [
      await browser.get(path, headers),
      await browser.post(`${path}/acknowledge`, {}, headers),
      await browser.post(`${path}/opened`, {}, headers),
      await browser.get(`${path}/recording`, headers),
    ]) {
      expect(reply.status).toBe(404);
      expect(reply.text).toContain('Ce lien n’ouvre rien');
    }
  });

  test('after half a day', async () => {
    await using office = await openConsole();
    const path = await linkOfAnna(office);
    await office.hotline.phones.anna.sendSms('A 4711');
    vi.setSystemTime(Date.now() + 12 * 60 * 60_000);
    const reply = await office.nobody().get(path);
    expect(reply.status).toBe(410);
    expect(reply.text).toContain('Dieser Link ist abgelaufen');
    await office.nobody().post(`${path}/acknowledge`, {});
    await lookAway(office.hotline);
  });

  test('once the ticket is settled', async () => {
    await using office = await openConsole();
    const path = await linkOfAnna(office);
    const browser = office.nobody();
    const { anna } = office.hotline.phones;
    const code = anna.code();
    await anna.sendSms(`A 4711`);
    await anna.sendSms(`D 4711 ${code} Lizenz erneuert`);
    const reply = await browser.get(path);
    expect(reply.status).toBe(410);
    expect(reply.text).toContain('Ticket 4711 ist schon erledigt');
    expect(reply.text).not.toContain('Musterwerk');
    await browser.post(`${path}/acknowledge`, {});
    expect(await office.hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    await lookAway(office.hotline);
  });

  test('while the customer is asked for facts: nothing is settled', async () => {
    await using office = await openConsole();
    const path = await linkOfAnna(office);
    await office.hotline.phones.anna.sendSms('A 4711');
    const question = { by: 'anna', how: 'facts-requested', text: 'Welche Version?' };
    await office.hotline.api('/tickets/4711/answer', question);
    const reply = await office.nobody().get(path);
    expect(reply.status).toBe(410);
    expect(reply.text).toContain('Zu Ticket 4711 wurde der Kunde um Angaben gebeten');
    expect(reply.text).not.toContain('erledigt');
    await lookAway(office.hotline);
  });

  test('when somebody else has the ticket, or they passed it on', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const { anna, ben } = hotline.phones;
    const path = await linkOfAnna(office);
    await anna.sendSms('P 4711');
    const browser = office.nobody();
    expect((await browser.get(path)).text).toContain('Sie haben Ticket 4711 weitergegeben');
    expect((await browser.post(`${path}/acknowledge`, {})).location).toBe(path);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    await orderWithCode(ben, 'A');
    const taken = await browser.get(path);
    expect(taken.text).toContain('Ben Hartmann hat Ticket 4711');
    expect(taken.text).not.toContain('Musterwerk');
    await browser.post(`${path}/acknowledge`, {});
    expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'ben' });
    await lookAway(hotline);
  });

  test('when a supervisor has it, who is called so in each language', async () => {
    await using office = await openConsole({
      directory: (usual) =>
        usual.replace(
          '{ at: 0%, page: [schedule:front], by: [sms] }',
          '{ at: 0%, page: [schedule:front, supervisors], by: [sms] }',
        ),
    });
    const { hotline } = office;
    const path = await linkOfAnna(office);
    const { supervisor } = hotline.phones;
    await supervisor.sendSms(`A 4711 ${supervisor.code()}`);
    expect((await office.nobody().get(path)).text).toContain('Ein Supervisor hat Ticket 4711');
    hotline.phones.anna.newSms();
    await hotline.phones.anna.sendSms('A 4711');
    expect(hotline.phones.anna.newSms()).toEqual([
      'Danke. Ticket 4711 hat schon jemand aus dem Team übernommen.',
    ]);
    await lookAway(hotline);
  });

  test('when the phone it was sent to is its engineer’s no more: what it shows and takes is for nobody there', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const path = await linkOfAnna(office);
    const browser = office.nobody();
    await hotline.database.query(`update engineers set phones = '{+4915228817398}' where key = 'anna'`);
    const seen = await browser.get(path);
    expect(seen.status).toBe(410);
    expect(seen.text).not.toContain('Musterwerk');
    await browser.post(`${path}/acknowledge`, {});
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    await hotline.api('/tickets/4711/acknowledge', { by: 'anna' });
    expect((await browser.get(path)).text).not.toContain('tel:');
    await lookAway(hotline);
  });

  test('when its engineer has left', async () => {
    await using office = await openConsole();
    const path = await linkOfAnna(office);
    await office.hotline.database.query(`update engineers set retired_at = now() where key = 'anna'`);
    expect((await office.nobody().get(path)).status).toBe(410);
    await office.hotline.api('/tickets/4711/acknowledge', { by: 'ben' });
  });
});

test('two press at once: one has it, and the other is told who', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await criticalCase(hotline.phones.erika);
  const anna = linkIn(hotline.phones.anna.newSms());
  await hotline.pass({ minutes: 11 });
  const ben = linkIn(hotline.phones.ben.newSms());
  await Promise.all([anna, ben].map((path) => office.nobody().post(`${path}/acknowledge`, {})));
  await hotline.settle();
  const pages = await Promise.all([anna, ben].map(async (path) => (await office.nobody().get(path)).text));
  expect(pages.filter((text) => text.includes('tel:'))).toHaveLength(1);
  expect(pages.filter((text) => /(Ben Hartmann hat|Anna Weber has) /.test(text))).toHaveLength(1);
  await lookAway(hotline);
});

test('a form of another site takes nothing; one of ours does where the connection says nothing of it', async () => {
  await using office = await openConsole();
  const path = await linkOfAnna(office);
  const forged = await office
    .nobody()
    .post(`${path}/acknowledge`, {}, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' });
  expect(forged.status).toBe(403);
  const plain = await fetch(`${office.hotline.url}${path}/acknowledge`, {
    method: 'POST',
    headers: { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'manual',
  });
  expect(plain.status).toBe(303);
  expect(await office.hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  office.hotline.phones.erika.newSms();
});

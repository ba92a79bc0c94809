import { expect, test } from 'vitest';
import type { Office } from '../support/console.ts';
import { openConsole } from '../support/console.ts';
import { drain, inTalkWithKlara, KLARA_PIN, openCase } from '../support/stories.ts';

const CALL_IN = '/tickets/4711/call-in-tam';

async function leave({ hotline }: Office): Promise<void> {
  await drain(hotline);
  for (const phone of Object.values(hotline.phones)) phone.newSms();
}

test('the TAM is called into the talk, joins with a key, and leaves without ending it', async () => {
  await using office = await openConsole();
  const { engineer, customer } = await inTalkWithKlara(office.hotline);
  const supervisor = await office.as('supervisor');
  expect((await supervisor.get('/tickets/4711')).text).toContain('Bring the TAM into the call');
  expect(await supervisor.post(CALL_IN, {})).toMatchObject({ status: 303 });
  const tam = await (await office.hotline.phones.tessa.rings()).answer();
  expect(tam.heard()).toContain('Sie werden zu einem Gespräch mit Kanzlei Nord gebeten');
  await tam.press('1');
  expect([tam.room, customer.room]).toEqual([engineer.room, engineer.room]);
  await tam.hangUp();
  expect([engineer.over, customer.over]).toEqual([false, false]);
  const { timeline } = await office.hotline.ticket();
  expect(timeline).toContainEqual(expect.objectContaining({ kind: 'called-in', actor: 'tessa' }));
  expect((await (await office.as('auditor')).get('/audit')).text).toContain('brought the TAM into a call');
  await customer.hangUp();
  await leave(office);
});

test('when the talk ends, so does the call of whoever was called in', async () => {
  await using office = await openConsole();
  const { customer } = await inTalkWithKlara(office.hotline);
  await (await office.as('supervisor')).post(CALL_IN, {});
  const tam = await (await office.hotline.phones.tessa.rings()).answer();
  await tam.press('1');
  await customer.hangUp();
  expect(tam.over).toBe(true);
  await leave(office);
});

test('whoever comes too late hears that it is over', async () => {
  await using office = await openConsole();
  const { customer } = await inTalkWithKlara(office.hotline);
  await (await office.as('supervisor')).post(CALL_IN, {});
  const tam = await (await office.hotline.phones.tessa.rings()).answer();
  await customer.hangUp();
  await tam.press('1');
  expect(tam.heard()).toContain('Das Gespräch ist schon zu Ende');
  await leave(office);
});

test('who does not answer is not rung on and on, and can be called again; two at once ring one phone', async () => {
  await using office = await openConsole();
  await inTalkWithKlara(office.hotline);
  const supervisor = await office.as('supervisor');
  await Promise.all([supervisor.post(CALL_IN, {}), supervisor.post(CALL_IN, {})]);
  const ring = await office.hotline.phones.tessa.rings();
  expect((await supervisor.post(CALL_IN, {})).location).toContain('refused=in-talk');
  await ring.busy();
  expect(await office.hotline.phones.tessa.isQuiet()).toBe(true);
  expect((await supervisor.post(CALL_IN, {})).location).toContain('done=called-in');
  const { timeline } = await office.hotline.ticket();
  expect(timeline.filter(({ kind, detail }) => kind === 'page' && detail.engineer === 'tessa')).toHaveLength(
    2,
  );
  await leave(office);
});

test('without a talk nobody is called, and an auditor may not', async () => {
  await using office = await openConsole();
  const { klara, tessa } = office.hotline.phones;
  await (await openCase(klara, { pin: KLARA_PIN, severity: 1 })).press('2');
  const supervisor = await office.as('supervisor');
  expect((await supervisor.post(CALL_IN, {})).location).toContain('refused=no-talk');
  expect((await (await office.as('auditor')).post(CALL_IN, {})).status).toBe(403);
  expect((await supervisor.post('/tickets/999/call-in-tam', {})).status).toBe(404);
  expect(await tessa.isQuiet()).toBe(true);
  await leave(office);
});

import { describe, expect, it } from 'vitest';
import { type Office, openConsole } from '../support/console.ts';
import { describedCase } from '../support/stories.ts';

const ERIKA = '+493023125101';

/** Erika's ticket, described and closed; whoever was paged has looked. */
async function closedCase({ hotline }: Office): Promise<void> {
  await describedCase(hotline);
  const { number } = await hotline.ticket();
  await hotline.api(`/tickets/${number}/acknowledge`, { by: 'anna' });
  await hotline.api(`/tickets/${number}/answer`, { by: 'anna', text: 'Done.' });
  await lookAway(hotline);
}

async function lookAway({ phones, line }: Office['hotline']): Promise<void> {
  await line.idle();
  for (const phone of Object.values(phones)) phone.newSms();
  for (const leg of line.carrier.legs.filter(({ direction }) => direction !== 'inbound'))
    if (!line.phone(leg.phone).hasSeen(leg)) await line.phone(leg.phone).rings();
}

const actions = async ({ hotline }: Office) =>
  (
    await hotline.database.query<{ action: string }>(
      `select action from audit_entries where action like '%person%' order by id`,
    )
  ).map(({ action }) => action);

describe('the page about privacy', () => {
  it('is for administrators alone', async () => {
    await using office = await openConsole();
    for (const role of ['engineer', 'supervisor', 'auditor'] as const) {
      const browser = await office.as(role);
      expect((await browser.get('/privacy')).status, role).toBe(403);
      for (const path of ['person', 'export', 'erase'])
        expect((await browser.post(`/privacy/${path}`, { number: ERIKA })).status, role).toBe(403);
      expect((await browser.get('/')).text).not.toContain('/privacy');
    }
    expect((await office.nobody().get('/privacy')).status).toBe(303);
    expect(await actions(office)).toEqual([]);
  });

  it('tells how long what is kept, and how much there is', async () => {
    await using office = await openConsole({ env: { RETENTION_CALLS: 'none' } });
    await closedCase(office);
    const { text } = await (await office.as('administrator')).get('/privacy');
    for (const said of ['90 days', '180 days', '3 years', 'without limit', 'RETENTION_RECORDINGS'])
      expect(text).toContain(said);
  });

  it('finds a person by name or number, hands out and erases', async () => {
    await using office = await openConsole();
    await closedCase(office);
    const browser = await office.as('administrator');
    for (const who of ['erika', '030 23125101', ERIKA])
      expect((await browser.post('/privacy/person', { who })).text, who).toContain('Erika Beispiel');
    const file = await browser.post('/privacy/export', { number: ERIKA });
    expect(file.headers.get('content-disposition')).toContain('held-2026-11-23.json');
    expect(JSON.parse(file.text)).toMatchObject({ contacts: [{ name: 'Erika Beispiel' }] });
    for (const q of ['Erika Beispiel', ERIKA, 'gateway'])
      await browser.post('/tickets/filters', { name: `about ${q}`, q });
    const erase = (typed: string) => browser.post('/privacy/erase', { number: ERIKA, typed });
    expect(await erase('erika')).toMatchObject({ status: 422 });
    expect((await erase('Erika Beispiel')).text).toContain('The person was erased.');
    expect((await browser.post('/privacy/person', { who: 'erika' })).text).toContain('Nobody was found.');
    // what somebody searched for and kept would name them for ever
    expect(await office.hotline.database.query('select name from saved_filters')).toEqual([
      { name: 'about gateway' },
    ]);
    expect(await actions(office)).toEqual([
      'viewed-person',
      'viewed-person',
      'viewed-person',
      'person-exported',
      'viewed-person',
      'person-erased',
    ]);
    expect((await browser.get('/audit')).text).not.toContain('Beispiel');
    await office.hotline.doDueWork();
  });

  it('says why it does not erase', async () => {
    await using office = await openConsole();
    await describedCase(office.hotline);
    await lookAway(office.hotline);
    const browser = await office.as('administrator');
    const fields = { number: ERIKA, typed: 'Erika Beispiel' };
    const refused = await browser.post('/privacy/erase', fields);
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.text).toContain('a ticket is waiting for an answer');
    expect((await browser.post('/privacy/erase', { ...fields, close: 'yes' })).text).toContain('was erased');
    await lookAway(office.hotline);
  });

  it('refuses forged forms, our own people, and what names nobody', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    const forged = await browser.post(
      '/privacy/erase',
      { number: ERIKA, typed: 'Erika Beispiel' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(forged.status).toBe(403);
    for (const fields of [
      {},
      { contact: 'x' },
      { contact: '00000000-0000-4000-8000-000000000000' },
      { number: '1' },
    ])
      for (const path of ['export', 'erase']) {
        const reply = await browser.post(`/privacy/${path}`, {
          typed: '',
          ...(fields as Record<string, string>),
        });
        expect(reply.status, JSON.stringify(fields)).toBe(422);
      }
    const ours = await browser.post('/privacy/person', { who: '+4915228817386' });
    expect(ours.text).toContain('an engineer or a supervisor');
    for (const who of ['', '%', '\0', "'; drop table contacts; --", '<script>', 'x'.repeat(5_000)])
      expect((await browser.post('/privacy/person', { who })).status, who.slice(0, 20)).toBe(200);
    expect(await actions(office)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { contactsOf, findCustomer } from '../../src/domain/customers/customer-store.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { auditOf } from '../support/console-ways.ts';
import { hiddenFields, NAUGHTY, seatOf } from '../support/registry.ts';

const CONTRACT = {
  name: 'Neuwerk GmbH',
  plan: 'enhanced',
  'valid.from': '2026-01-01',
  'valid.until': '2026-12-31',
  calendar: 'munich',
  tam: 'tessa',
  deputy: '',
};

/** Sends the form of a customer's contract as it is, but for what is changed. */
async function editContract(browser: Browser, number: string, changed: Record<string, string>) {
  const at = `/registry/customers/${number}/edit`;
  const { text } = await browser.get(at);
  return () => browser.post(at, { ...CONTRACT, ...hiddenFields(text, at), ...changed });
}

describe('a customer', () => {
  it('is added, given seats, changed and retired, and all of it is on the audit trail', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const browser = await office.as('supervisor');
    const added = await browser.post('/registry/customers/new', { ...CONTRACT, number: '777' });
    expect(added.location).toBe('/registry/customers/777?done=added');
    await seatOf(browser, '777', 2).give({ name: 'Nora Neu', phones: '030 23125 150' });
    const edit = await editContract(browser, '777', { name: 'Neuwerk SE', tam: '' });
    expect((await edit()).status).toBe(303);
    expect(await findCustomer(database, '777')).toMatchObject({ name: 'Neuwerk SE', tam: null });
    expect((await browser.get('/registry/customers/777')).text).toContain(
      'Changed in the console by The supervisor',
    );
    expect((await browser.get('/registry/customers/777/retire')).text).toContain(
      '1 contact can no longer call',
    );
    expect((await browser.post('/registry/customers/777/retire', {})).status).toBe(303);
    expect(await findCustomer(database, '777')).toBeNull();
    const again = await browser.post('/registry/customers/new', { ...CONTRACT, number: '777' });
    expect(again.status).toBe(303);
    expect(await contactsOf(database, '777', new Date())).toEqual([]);
    const audit = (await auditOf(office)).filter(({ subject }) => subject === '777');
    expect(audit.map(({ action }) => action)).toEqual([
      'customer-added',
      'viewed-customer',
      'seat-taken',
      'customer-changed',
      'viewed-customer',
      'customer-retired',
      'customer-added',
    ]);
    expect(audit[3]?.detail).toEqual({ fields: 'name, tam' });
  });

  it('is not saved with faults: each stands at its field, and what was typed is kept', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const wrong = {
      ...CONTRACT,
      number: '12a',
      name: 'x'.repeat(250),
      'valid.until': '2025-02-30',
      tam: 'nobody',
    };
    const { status, text } = await browser.post('/registry/customers/new', wrong);
    expect(status).toBe(422);
    for (const field of ['number', 'name', 'valid.until', 'tam'])
      expect(text).toContain(`id="customer-${field}-fault"`);
    expect(text).toContain('x'.repeat(250));
    const german = await browser.post('/registry/customers/new', wrong, { 'accept-language': 'de' });
    expect(german.text).toContain('1 bis 200 Zeichen in einer Zeile.');
    expect((await browser.post('/registry/customers/new', {})).status).toBe(422);
    const ends = await browser.post('/registry/customers/new', {
      ...CONTRACT,
      number: '1',
      'valid.until': '2025-01-01',
    });
    expect(ends.text).toContain('not before the first day');
    const taken = await browser.post('/registry/customers/new', { ...CONTRACT, number: '100234' });
    expect(taken).toMatchObject({
      status: 422,
      text: expect.stringContaining('There is already a customer with this number.'),
    });
  });

  it('may be called anything that can be read', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    for (const [index, name] of [...NAUGHTY, `${'Lang '.repeat(39)}Ende`].entries()) {
      const number = String(900 + index);
      expect(
        (await browser.post('/registry/customers/new', { ...CONTRACT, number, name })).status,
        name,
      ).toBe(303);
      const { text } = await browser.get(`/registry/customers/${number}`);
      expect(text).not.toContain('<script>alert');
      // a mark that turns what follows round cannot be seen, and is none of the name
      const kept = name.replaceAll('\u202e', '');
      expect((await findCustomer(office.hotline.database, number))?.name).toBe(kept);
    }
  });

  it('that somebody else has changed meanwhile is not overwritten unseen', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const first = await editContract(browser, '100234', {
      name: 'First',
      'valid.until': '2027-12-31',
      tam: '',
    });
    const second = await editContract(browser, '100234', {
      name: 'Second',
      'valid.until': '2028-01-31',
      tam: '',
    });
    expect((await first()).status).toBe(303);
    const late = await second();
    expect(late.status).toBe(409);
    expect(late.text).toContain('value="Second"');
    expect(late.text).toContain('Saved now: First');
    expect(await findCustomer(office.hotline.database, '100234')).toMatchObject({ name: 'First' });
    const at = '/registry/customers/100234/edit';
    const knowing = await browser.post(at, { ...CONTRACT, ...hiddenFields(late.text, at), name: 'Second' });
    expect(knowing.status).toBe(303);
  });

  it('keeps its plan if the other one has too few seats, and its contacts move if there are enough', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const browser = await office.as('supervisor');
    await seatOf(browser, '100234', 7).give({ name: 'Nora Neu', phones: '030 23125 150' });
    const edit = await editContract(browser, '100234', { plan: 'standard' });
    expect(await edit()).toMatchObject({ status: 409, text: expect.stringContaining('fewer seats') });
    await seatOf(browser, '100234', 1).leave();
    expect((await (await editContract(browser, '100234', { plan: 'standard' }))()).status).toBe(303);
    expect(await contactsOf(database, '100234', new Date())).toMatchObject([
      { name: 'Nora Neu', seat: 1 },
      { name: 'Max Muster', seat: 2 },
    ]);
  });
});

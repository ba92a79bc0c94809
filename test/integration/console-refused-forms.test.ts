import { expect, it } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Office, openConsole } from '../support/console.ts';
import { erikaCalls } from '../support/console-ways.ts';
import { ERIKA_PIN } from '../support/stories.ts';

const WHY = 'Seit 8 Uhr "steht" <alles>.\nZweite Zeile.';
const WRITTEN = 'Seit 8 Uhr &quot;steht&quot; &lt;alles&gt;.\nZweite Zeile.';

/** The part of a page that opens with this form; empty where there is none. */
const formOn = (page: string, name: string) =>
  new RegExp(`<details id="do-${name}".*?</details>`, 's').exec(page)?.[0] ?? '';

/** What is marked as wrong in a form, and where somebody goes on. */
function marksIn(form: string) {
  const fields = form.match(/<(?:input|select|textarea)\b[^>]*>/g) ?? [];
  const named = (mark: string) =>
    fields.filter((tag) => tag.includes(mark)).map((tag) => / name="([^"]+)"/.exec(tag)?.[1]);
  return { wrong: named('aria-invalid="true" aria-describedby="refused"'), goesOn: named(' autofocus') };
}

async function anErikasTicket(): Promise<Office> {
  const office = await openConsole();
  await erikaCalls(office);
  return office;
}

it.each([
  ['close', { text: WHY }, 'sure', 'please confirm that it is closed without an answer'],
  ['answer', { text: WHY, how: 'facts-requested' }, 'engineer', 'Choose an engineer.'],
  ['severity', { text: WHY, severity: '2 3' }, 'severity', 'The severity was changed meanwhile.'],
  ['severity', { text: ' ', severity: '2 1' }, 'text', 'Please write something.'],
] as const)(
  '%s with %j: stands in its form as it was filled in, and its %s says what is wrong',
  async (action, typed, about, said) => {
    await using office = await anErikasTicket();
    const { status, text } = await (await office.as('supervisor')).post(`/tickets/4711/${action}`, typed);
    expect(status).toBe(409);
    const form = formOn(text, action);
    expect(form).toMatch(/^<details id="do-\w+" open/);
    expect(marksIn(form)).toEqual({ wrong: [about], goesOn: [about] });
    expect(/<p class="fault" id="refused">([^<]+)</.exec(form)?.[1]).toContain(said);
    expect(form).toContain(`>${typed.text === WHY ? WRITTEN : ''}</textarea>`);
    if ('how' in typed) expect(form).toContain('value="facts-requested" checked');
    if (about === 'text') expect(form).toContain('value="2 1" selected');
    expect(text).not.toContain('readonly');
    expect(text.match(/ autofocus/g)).toHaveLength(1);
  },
);

it('an engineer’s answer that an SMS cannot carry stands in its form on their phone, too', async () => {
  await using office = await anErikasTicket();
  const engineer = await office.as('engineer');
  await office.hotline.database.query('update tickets set callback_number = null');
  const { status, text } = await engineer.post('/mine/tickets/4711/answer', {
    text: WHY,
    how: 'facts-requested',
  });
  expect(status).toBe(409);
  const form = formOn(text, 'answer');
  expect(form).toContain(`${WRITTEN}</textarea>`);
  expect(form).toContain('There is no number for an SMS');
  // nothing is wrong with what was written
  expect(marksIn(form)).toEqual({ wrong: [], goesOn: ['text'] });
  await lookAway(office.hotline);
});

it('the version of a stage that a colleague was quicker to tell is not lost', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const call = await hotline.phones.erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '2', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  const engineer = await office.as('engineer');
  const release = { stage: 'built', version: '24.11.7 "beta"' };
  await hotline.api('/tickets/4711/progress', { by: 'ben', stage: 'built' });
  const { text: refused } = await engineer.post('/tickets/4711/progress', release);
  const form = formOn(refused, 'progress');
  expect(form).toContain('name="version" value="24.11.7 &quot;beta&quot;"');
  expect(marksIn(form)).toEqual({ wrong: ['stage'], goesOn: ['stage'] });
  // the other form of the same address is none of it
  expect(formOn(refused, 'tell')).toMatch(/^<details id="do-tell">/);
  await hotline.api('/tickets/4711/progress', { by: 'ben', stage: 'released', version: '24.11.6' });
  const { text: over } = await engineer.post('/tickets/4711/progress', release);
  expect(formOn(over, 'progress')).toBe('');
  expect(over).toMatch(/<textarea[^>]* readonly[^>]*>24\.11\.7 &quot;beta&quot;<\/textarea>/);
  await lookAway(hotline);
});

it('what was written for a ticket that is settled meanwhile is there to be copied', async () => {
  await using office = await anErikasTicket();
  const engineer = await office.as('engineer');
  await office.hotline.api('/tickets/4711/answer', { by: 'ben', text: 'Restart it.', delivered: true });
  for (const path of ['/tickets', '/mine/tickets']) {
    const { text } = await engineer.post(`${path}/4711/answer`, { text: WHY });
    expect(text).toContain('The ticket is already settled.');
    expect(text).toMatch(/<textarea[^>]* readonly/);
    expect(text).toContain(`${WRITTEN}</textarea>`);
  }
  await lookAway(office.hotline);
});

it('who was chosen still is where the ticket stands otherwise meanwhile, and the form says so', async () => {
  await using office = await anErikasTicket();
  const [supervisor, engineer] = [await office.as('supervisor'), await office.as('engineer')];
  await engineer.post('/tickets/4711/connect', {});
  const call = await (await office.hotline.phones.anna.rings()).answer();
  await call.press('1');
  const refused = [
    ['connect', 'engineer', 'Somebody else already has this ticket.'],
    ['hand-over', 'to', 'Somebody is being connected with the customer just now.'],
  ] as const;
  for (const [action, field, why] of refused) {
    const { status, text } = await supervisor.post(`/tickets/4711/${action}`, { [field]: 'carla' });
    expect(status).toBe(409);
    const form = formOn(text, action);
    expect(form).toMatch(/^<details id="do-[a-z-]+" open/);
    expect(form).toContain('<option value="carla" selected>');
    expect(/<p class="fault" id="refused">([^<]+)</.exec(form)?.[1]).toBe(why);
    // no field is wrong
    expect(marksIn(form)).toEqual({ wrong: [], goesOn: [field] });
    expect(text.match(/<option value="carla" selected>/g)).toHaveLength(1);
  }
  await lookAway(office.hotline);
});

it('a hand-over to somebody who has left, or has the ticket, says so at whom it was to go to', async () => {
  await using office = await anErikasTicket();
  const supervisor = await office.as('supervisor');
  await supervisor.post('/tickets/4711/acknowledge', { engineer: 'ben' });
  for (const to of ['ben', 'gone']) {
    const { text } = await supervisor.post('/tickets/4711/hand-over', { to });
    expect(marksIn(formOn(text, 'hand-over')), to).toEqual({ wrong: ['to'], goesOn: ['to'] });
  }
  const { text } = await supervisor.post('/tickets/4711/pass-on', { engineer: 'gone' });
  expect(marksIn(formOn(text, 'pass-on'))).toEqual({ wrong: ['engineer'], goesOn: ['engineer'] });
  await lookAway(office.hotline);
});

it('a refused form’s address leads to the ticket: a page that was put away comes back, and the app’s stays fresh', async () => {
  await using office = await anErikasTicket();
  const engineer = await office.as('engineer');
  await office.hotline.database.query('update tickets set callback_number = null');
  for (const path of ['/tickets/4711', '/mine/tickets/4711']) {
    const answer = `${path}/answer`;
    expect((await engineer.post(answer, { text: WHY })).status).toBe(409);
    const { status, text } = await engineer.get(answer);
    expect(status).toBe(200);
    expect(text).toContain('Musterwerk AG');
    expect(formOn(text, 'answer')).toContain(`action="${answer}"`);
    expect(text).not.toContain('role="alert"');
  }
  await lookAway(office.hotline);
});

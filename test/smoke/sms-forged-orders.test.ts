import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, ERIKA_PIN, GRACE_PIN, KLARA_PIN, openCase, PETRA_PIN } from '../support/stories.ts';

/** Erika's critical case of ten in the morning; everybody has read what there was to read. */
async function openedCase(hotline: Hotline): Promise<void> {
  await criticalCase(hotline.phones.erika);
  hotline.phones.anna.newSms();
}

test('whoever has nothing to do with twelve critical tickets ends none of them: the supervisors know, paging goes on', async () => {
  await using hotline = await openHotline();
  const { erika, anna, carla, supervisor } = hotline.phones;
  for (let times = 0; times < 12; times += 1) await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  const numbers = (await hotline.tickets()).map(({ number }) => number);
  expect(numbers).toHaveLength(12);
  anna.newSms();
  for (const number of numbers) {
    await carla.sendSms(`D ${number} alles in Ordnung`);
    await carla.sendSms(`D ${number} alles in Ordnung`);
  }
  for (const { status } of await hotline.tickets()) expect(status).toBe('open');
  expect(await carla.isQuiet()).toBe(true);
  const replies = carla.newSms();
  expect(replies[0]).toContain('nichts geändert');
  expect(replies).toHaveLength(12);
  const told = supervisor.newSms();
  expect(told).toEqual([expect.stringMatching(/Carla Moreno.*4722/)]);
  await hotline.pass({ minutes: 3 });
  await anna.rings();
  await hotline.pass({ minutes: 8 });
  const rest = supervisor.newSms().filter((text) => text.includes('Carla Moreno'));
  expect(rest).toHaveLength(1);
  for (const number of numbers.slice(1)) expect(rest[0]).toContain(number);
  await silence(hotline);
});

test('who is not on call takes nothing over, by no word and with no code', async () => {
  await using hotline = await openHotline();
  const { anna, carla, supervisor } = hotline.phones;
  await openedCase(hotline);
  for (const order of ['A 4711', 'C 4711', 'P 4711', `A 4711 ${anna.code()}`]) await carla.sendSms(order);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', acknowledgedBy: null });
  for (const text of carla.newSms()) expect(text).toContain('nicht eingeteilt');
  expect(supervisor.newSms()).toHaveLength(1);
  expect((await hotline.ticket('4711')).timeline.filter(({ kind }) => kind === 'order-refused')).toHaveLength(
    1,
  );
  await hotline.pass({ minutes: 3 });
  await (await anna.rings()).noAnswer();
  await silence(hotline);
});

test('the paged engineer takes a ticket without a code, and ends it with theirs, however it is written', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([expect.stringMatching(/D 4711 [A-Z][A-Z\d]{2} Antwort$/)]);
  await anna.sendSms('A 4711');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
  expect(anna.newSms()).toEqual([expect.stringContaining(`D 4711 ${anna.code()} und ein Satz`)]);
  await anna.sendSms(`d 4711 ${anna.code().toLowerCase()}: Lizenz erneuert`);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  expect(erika.newSms()).toEqual([
    'Ticket 4711, Anna Weber: Lizenz erneuert. Nicht gelöst? Antworten Sie N 4711',
  ]);
  expect(supervisor.newSms()).toEqual([
    'Ticket 4711: Anna Weber hat per SMS geantwortet, ohne Gespräch: Lizenz erneuert',
  ]);
  expect(anna.newSms()).toEqual([expect.stringContaining('angehalten')]);
  expect(ben.newSms()).toEqual([]);
  const { timeline } = await hotline.ticket('4711');
  expect(timeline.find(({ kind }) => kind === 'answered')?.detail).toMatchObject({ text: 'Lizenz erneuert' });
});

test('who stands in ends a ticket: whoever is on call learns of it', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await openedCase(hotline);
  await ben.sendSms('A 4711');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  expect(ben.newSms()).toEqual([expect.stringMatching(/with your code: A 4711 [A-Z\d]{3}$/)]);
  await ben.sendSms(`A 4711 ${anna.code()}`);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'ben' });
  await ben.sendSms(`D 4711 ${ben.code()} Disk replaced`);
  expect(anna.newSms()).toEqual([expect.stringContaining('Ben Hartmann hat per SMS geantwortet')]);
  expect(erika.newSms()).toEqual([expect.stringContaining('Disk replaced')]);
  for (const phone of [ben, supervisor]) phone.sms();
});

test('after a talk no colleague has to be told what was answered', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await openedCase(hotline);
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await engineer.hangUp();
  await anna.sendSms(`D 4711 ${anna.code()} am Telefon gelöst`);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
  expect(supervisor.newSms()).toEqual([]);
  // the customer reads every answer, and how to object
  expect(erika.newSms()).toEqual([
    'Ticket 4711, Anna Weber: am Telefon gelöst. Nicht gelöst? Antworten Sie N 4711',
  ]);
  anna.sms();
});

test('an answer without the code: the engineer is rung up, and only their key makes it count', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await openedCase(hotline);
  await anna.sendSms('D 4711 Lizenz erneuert');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  expect(anna.newSms()).toEqual([expect.stringContaining('Wir rufen Sie jetzt an')]);
  await anna.sendSms('D 4711 noch einmal');
  const asked = await (await anna.rings()).answer();
  expect(asked.state).toBe('written');
  expect(asked.heard()).toContain('Ticket 4 7 1 1 sei beantwortet, mit diesen Worten. Lizenz erneuert');
  expect(await anna.isQuiet()).toBe(true);
  await asked.press('1');
  expect(asked.heard()).toContain('angehalten');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  const { timeline } = await hotline.ticket('4711');
  expect(timeline.find(({ kind }) => kind === 'answered')?.detail).toMatchObject({
    text: 'Lizenz erneuert',
    channel: 'sms',
  });
  expect(erika.newSms()).toEqual([expect.stringContaining('Lizenz erneuert')]);
  expect(supervisor.newSms()).toHaveLength(1);
  anna.sms();
});

test.each([
  ['says no', (call: Answered) => call.press('2')],
  [
    'says nothing',
    async (call: Answered) => {
      while (!call.over) await call.silence();
    },
  ],
  ['hangs up', (call: Answered) => call.hangUp()],
] as const)(
  'an answer without the code, and the engineer %s: nothing changes, the supervisors know',
  async (_what, act) => {
    await using hotline = await openHotline();
    const { anna, supervisor } = hotline.phones;
    await openedCase(hotline);
    await anna.sendSms('D 4711 Lizenz erneuert');
    const asked = await (await anna.rings()).answer();
    await act(asked);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    expect(supervisor.newSms()).toEqual([
      expect.stringMatching(/Anna Weber.*Lizenz erneuert.*nicht bestätigt/),
    ]);
    await hotline.pass({ minutes: 3 });
    expect(await anna.isQuiet()).toBe(false);
    await silence(hotline);
  },
);

test('nobody answers the phone: nothing changes, and after a few times nobody is rung any more', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await openedCase(hotline);
  for (let times = 0; times < 3; times += 1) {
    await anna.sendSms('D 4711 alles gut');
    await (await anna.rings()).noAnswer();
    expect(supervisor.newSms()).toHaveLength(1);
  }
  anna.newSms();
  await anna.sendSms('D 4711 alles gut');
  await anna.sendSms('D 4711 alles gut');
  expect(await anna.isQuiet()).toBe(true);
  expect(anna.newSms()[0]).toContain('mit dem Code aus unserer SMS: D 4711');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber')]);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  await anna.sendSms(`D 4711 ${anna.code()} wirklich gut`);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
  await silence(hotline);
});

test('the code comes while the phone rings: it is enough, and the ringing stops', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await openedCase(hotline);
  await anna.sendSms('D 4711 Lizenz erneuert');
  const ring = await anna.rings();
  await anna.sendSms(`D 4711 ${anna.code()} Lizenz erneuert`);
  expect(ring.status).toBe('canceled');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('hat per SMS geantwortet')]);
  await silence(hotline);
});

test('a wrong code, a colleague’s, one of another ticket: each is as good as none, and after three none counts', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await openedCase(hotline);
  await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  const [own, other] = [anna.code('4711'), anna.code('4712')];
  await hotline.pass({ minutes: 11 });
  const wrong = ['C22', 'D33', 'F44'].find((code) => ![own, ben.code('4711')].includes(code));
  await silence(hotline);
  for (const code of [wrong, ben.code('4711'), other === own ? 'H55' : other]) {
    await anna.sendSms(`D 4711 ${code} alles gut`);
    await (await anna.rings()).noAnswer();
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  }
  supervisor.sms();
  await hotline.pass({ minutes: 5 });
  await silence(hotline);
  await anna.sendSms(`D 4711 ${own} alles gut`);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  await anna.sendSms(`D 4712 ${other} alles gut`);
  expect(await hotline.ticket('4712')).toMatchObject({ status: 'answered' });
  await silence(hotline);
});

test('a code holds over all rounds', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  await openedCase(hotline);
  const first = anna.code();
  // the second round and the third
  await hotline.pass({ minutes: 24 });
  const pages = anna.newSms().filter((text) => text.startsWith('KRITISCH Ticket 4711'));
  expect(pages).toHaveLength(2);
  for (const page of pages) expect(page).toContain(first);
  await anna.sendSms(`D 4711 ${first} gelöst`);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
  await silence(hotline);
});

test('a supervisor’s number orders nothing without the code of its own page', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await openedCase(hotline);
  for (const order of ['A 4711', 'D 4711 alles gut', `D 4711 ${anna.code()} alles gut`])
    await supervisor.sendSms(order);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  for (const text of supervisor.newSms()) expect(text).toContain('mit dem Code aus unserer SMS');
  // by then the supervisors are the last who are left
  await hotline.pass({ minutes: 23 });
  await supervisor.sendSms(`D 4711 ${supervisor.code()} mit dem Kunden geklärt`);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'supervisors' });
  await silence(hotline);
});

test('a stage without the code is asked about like an answer, and then told to the customer', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '2', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  erika.newSms();
  await anna.sendSms('F 4711 freigegeben 24.11.7');
  expect(erika.newSms()).toEqual([]);
  const asked = await (await anna.rings()).answer();
  expect(asked.heard()).toContain('sei freigegeben');
  await asked.press('1');
  expect(erika.newSms()).toEqual([expect.stringContaining('24.11.7')]);
  await anna.sendSms('F 4711 gebaut');
  await (await (await anna.rings()).answer()).press('2');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('gebaut')]);
  anna.sms();
});

test('tickets that come in one text have one code, which ends each of them', async () => {
  await using hotline = await openHotline();
  const { erika, grace, petra, anna } = hotline.phones;
  hotline.line.failNext({ path: 'Messages', times: 40, failure: 429 });
  await openCase(erika, { pin: ERIKA_PIN, severity: 2 });
  await openCase(grace, { pin: GRACE_PIN, severity: 2 });
  await hotline.pass({ seconds: 20 });
  hotline.line.carrier.faultiness.forget();
  await hotline.pass({ minutes: 1 });
  expect(anna.newSms()).toEqual([expect.stringMatching(/2 Tickets warten.*D, Nummer, [A-Z\d]{3}, Text/)]);
  const code = anna.code('4712');
  await openCase(petra, { pin: PETRA_PIN, severity: 1 });
  await anna.sendSms(`D 4713 ${code} ist nicht dabei`);
  await (await anna.rings()).noAnswer();
  expect(await hotline.ticket('4713')).toMatchObject({ status: 'open' });
  for (const ticket of ['4711', '4712']) {
    await anna.sendSms(`D ${ticket} ${code} gelöst`);
    expect(await hotline.ticket(ticket)).toMatchObject({ status: 'answered' });
  }
  await silence(hotline);
});

test('the account manager is told a code with the news, and it is enough', async () => {
  await using hotline = await openHotline();
  const { klara, tessa } = hotline.phones;
  await (await openCase(klara, { pin: KLARA_PIN, severity: 1 })).press('2');
  await tessa.sendSms('A 4711');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  await tessa.sendSms(`A 4711 ${tessa.code()}`);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'tessa' });
  await tessa.sendSms(`D 4711 ${tessa.code()} mit Frau Nord besprochen`);
  expect(await hotline.ticket('4711')).toMatchObject({ answeredBy: 'tessa' });
  await silence(hotline);
});

test('an order by SMS that comes twice counts once, and asks once', async () => {
  await using hotline = await openHotline();
  const { anna, carla, supervisor } = hotline.phones;
  await openedCase(hotline);
  await anna.sendSms('D 4711 alles gut');
  await hotline.line.replayLast();
  await (await anna.rings()).noAnswer();
  await hotline.line.replayLast();
  expect(await anna.isQuiet()).toBe(true);
  expect(anna.newSms()).toHaveLength(1);
  expect(supervisor.newSms()).toHaveLength(1);
  await carla.sendSms('A 4711');
  await hotline.line.replayLast();
  expect(carla.newSms()).toHaveLength(1);
  expect(supervisor.newSms()).toHaveLength(1);
});

test.each([
  ['4711 D CODE Lizenz erneuert', 'Lizenz erneuert'],
  ['D Ticket 4711, CODE: Lizenz erneuert.', 'Lizenz erneuert.'],
  ['Erledigt 4711 CODE - Lizenz erneuert', 'Lizenz erneuert'],
  ['D 4711 CODE\nLizenz erneuert', 'Lizenz erneuert'],
])('%j: the code is read, and the answer is what is left', async (typed, answer) => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await openedCase(hotline);
  await anna.sendSms(typed.replace('CODE', anna.code()));
  const told = answer.endsWith('.') ? answer : `${answer}.`;
  expect(erika.newSms()).toEqual([`Ticket 4711, Anna Weber: ${told} Nicht gelöst? Antworten Sie N 4711`]);
  await silence(hotline);
});

test('a code by itself is no answer: the sentence is asked for', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  await openedCase(hotline);
  await anna.sendSms(`D 4711 ${anna.code()}`);
  expect(anna.newSms()).toEqual([expect.stringContaining(`D 4711 ${anna.code()}`)]);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  expect(await anna.isQuiet()).toBe(true);
});

test('beyond a dozen replies a number hears only of what has changed for a while, and its valid orders count all the same', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  await openedCase(hotline);
  for (let times = 0; times < 30; times += 1) await anna.sendSms('P 9999');
  expect(anna.newSms()).toHaveLength(12);
  await anna.sendSms('A 4711');
  expect(anna.newSms()).toEqual([expect.stringContaining('gehört Ihnen')]);
  await anna.sendSms('A 4711');
  expect(anna.newSms()).toEqual([]);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  await hotline.pass({ minutes: 6 });
  await silence(hotline);
  await hotline.pass({ minutes: 4, seconds: 1 });
  await silence(hotline);
  await anna.sendSms('?');
  expect(anna.newSms().at(-1)).toMatch(/offen/i);
});

type Answered = Awaited<ReturnType<Awaited<ReturnType<Hotline['phones']['anna']['rings']>>['answer']>>;

/** What else rang and was read does not matter to the story. */
async function silence({ phones }: Hotline): Promise<void> {
  for (const phone of Object.values(phones)) {
    phone.sms();
    while (!(await phone.isQuiet())) {
      const ring = await phone.rings();
      if (ring.status === 'ringing') await ring.noAnswer();
    }
  }
}

import type { Hotline } from './hotline.ts';
import type { Call, Phone } from './phone.ts';

/** What a caller does from the first ring to the offer to stay on the line, in as few keys as there are. */
export async function openCase(
  caller: Phone,
  { pin, severity, number = '1' }: { pin: string; severity: 1 | 2 | 3 | 4; number?: string },
): Promise<Call> {
  const call = await caller.dial();
  await call.press(`${pin}#`);
  if (call.state === 'open-case') await call.press('2');
  await call.press('1');
  await call.press(String(severity));
  if (severity === 1) await call.press('1');
  await call.press('2');
  await call.press(number);
  caller.newSms();
  return call;
}

export const ERIKA_PIN = '471108';
export const MAX_PIN = '082915';
export const GRACE_PIN = '614020';
export const PETRA_PIN = '904417';
export const KLARA_PIN = '550011';

/** Erika's critical ticket, to be called back. */
export async function criticalCase(erika: Phone): Promise<Call> {
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('2');
  return call;
}

/** What the portal asks for in Erika's name. */
export const PORTAL_REQUEST = {
  channel: 'portal',
  customer: '100234',
  contact: 'Erika Beispiel',
  severity: 2,
  kind: 'problem',
  description: 'Der Export bricht ab',
};

/** The portal hands in a request of Erika's outside business hours. @returns what it is answered, with the code to phone it in */
export async function refuse(
  hotline: Pick<Hotline, 'api'>,
  changes: Record<string, unknown> = {},
): Promise<{ type: string; dialInCode: string }> {
  return hotline.api('/tickets', { ...PORTAL_REQUEST, ...changes });
}

/** Erika's critical ticket with a description of so many seconds; she is called back. @returns the name of the recording */
export async function describedCase(hotline: Hotline, seconds = 8): Promise<string> {
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '1', '1', '1']) await call.press(keys);
  await call.record({ seconds });
  for (const keys of ['1', '2']) await call.press(keys);
  erika.newSms();
  anna.newSms();
  const [row] = await hotline.database.query<{ sid: string }>(
    'select sid from recordings order by made_at desc limit 1',
  );
  if (!row) throw new Error('nothing was recorded');
  return row.sid;
}

/**
 * An engineer who may act on a ticket and was not paged about it orders something: they are sent the code that it takes,
 * and order it again.
 */
export async function orderWithCode(engineer: Phone, order: 'A' | 'C' | 'P', ticket = '4711'): Promise<void> {
  await engineer.sendSms(`${order} ${ticket}`);
  const [asked] = engineer.newSms();
  if (!asked?.includes(`${order} ${ticket} `)) throw new Error(`no code was asked for: ${asked}`);
  await engineer.sendSms(`${order} ${ticket} ${engineer.code(ticket)}`);
}

/** Nobody picks up any more: for the end of a story that is not about who is still being rung. */
export async function drain({ phones }: Pick<Hotline, 'phones'>): Promise<void> {
  for (const phone of Object.values(phones))
    while (!(await phone.isQuiet())) {
      const ring = await phone.rings();
      if (ring.status === 'ringing') await ring.noAnswer();
    }
}

/** Erika's critical ticket, about which she and Anna are talking: the legs of both. */
export async function inTalk({ phones }: Pick<Hotline, 'phones'>): Promise<Talk> {
  await criticalCase(phones.erika);
  return annaTalksWith(phones, phones.erika);
}

/** Klara's critical ticket, about which she and Anna are talking; Tessa is Klara's TAM, Carla the deputy. */
export async function inTalkWithKlara({ phones }: Pick<Hotline, 'phones'>): Promise<Talk> {
  await (await openCase(phones.klara, { pin: KLARA_PIN, severity: 1 })).press('2');
  return annaTalksWith(phones, phones.klara);
}

interface Talk {
  engineer: Call;
  customer: Call;
}

/** Anna, who has just been paged, takes the ticket and wants to be connected; she is on the line. */
export async function annaConnects({ anna }: Hotline['phones']): Promise<Call> {
  anna.sms();
  await anna.sendSms('C 4711');
  anna.sms();
  return putThrough(anna);
}

/** The phone of whoever ordered `C` rings: they pick up, and want the customer. */
async function putThrough(phone: Phone): Promise<Call> {
  const engineer = await (await phone.rings()).answer();
  await engineer.press('1');
  return engineer;
}

/** Anna has herself connected about ticket 4711 with whoever opened it, and both talk. */
export async function annaTalksWith({ anna }: Hotline['phones'], caller: Phone): Promise<Talk> {
  await anna.sendSms('C 4711');
  const engineer = await putThrough(anna);
  const customer = await (await caller.rings()).answer();
  await customer.press('1');
  return { engineer, customer };
}

import type { Hotline } from './hotline.ts';
import type { Call } from './phone.ts';

const WRONG_PINS = ['000001#', '000002#', '000003#'];

export interface Stranger {
  /** what the network shows of them */
  from: string;
  /** the customer number they key in; none: silence. Callers from a registered phone are not asked */
  customer?: string;
  /** their phone, if that is another than what is shown */
  phone?: string;
}

/** Somebody who cannot say who they are comes to the unverified lane. */
export async function strangerOf(hotline: Hotline, { from, customer, phone }: Stranger): Promise<Call> {
  const call = await hotline.line.phone(phone ?? '+4915228817399').dial({ from });
  if (call.state === 'language') await call.press('1');
  if (call.state === 'customer-number' && customer !== undefined) await call.press(`${customer}#`);
  while (call.state === 'customer-number') await call.silence();
  for (const pin of WRONG_PINS) if (call.state === 'pin') await call.press(pin);
  // where many wrong PINs came, an emergency does not have to wait
  if (call.state === 'pin-wait') await call.press('1');
  if (call.state !== 'unverified') throw new Error(`a stranger stands at ${call.state}: ${call.heard()}`);
  return call;
}

/** They say that it is a critical emergency. */
export async function emergencyOf(hotline: Hotline, stranger: Stranger): Promise<Call> {
  const call = await strangerOf(hotline, stranger);
  await call.press('1');
  return call;
}

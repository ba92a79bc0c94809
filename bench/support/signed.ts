import { SIGNATURE_HEADER, sign } from '../../src/telephony/twilio/signature.ts';
import { ACCOUNT } from './stage.ts';

/** Posts a form as the carrier would. @returns what is answered, and after how many milliseconds */
export async function postSigned(
  url: string,
  fields: Record<string, string>,
): Promise<{ text: string; ms: number }> {
  const form = { AccountSid: ACCOUNT.sid, ...fields };
  const request = {
    method: 'POST',
    headers: { [SIGNATURE_HEADER]: sign(ACCOUNT.token, url, form) },
    body: new URLSearchParams(form),
  };
  const begin = performance.now();
  const response = await fetch(url, request);
  const text = await response.text();
  const ms = performance.now() - begin;
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return { text, ms };
}

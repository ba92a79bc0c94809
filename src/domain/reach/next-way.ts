/** What has been tried to tell a customer something. Numbers in E.164. */
export interface Told {
  /** where they are reached, the first ones first */
  phones: readonly string[];
  /** the phones it was written to */
  texted: readonly string[];
  /** the phones it was to be spoken on */
  called: readonly string[];
  /** nobody knows whether one of the texts went out */
  isUnknown: boolean;
}

export type NextWay = { by: 'sms' | 'call'; phone: string };

/**
 * How a customer is told what did not reach them: by SMS to the next phone that takes it, then by voice on one phone after
 * the other. What may have arrived is not written a second time, only spoken. Each way is gone once, so it ends.
 * @param takesSms whether a phone can take an SMS
 * @returns null when there is no way left
 */
export function nextWay(told: Told, takesSms: (phone: string) => boolean): NextWay | null {
  const text = told.isUnknown
    ? undefined
    : told.phones.find((phone) => !told.texted.includes(phone) && takesSms(phone));
  if (text !== undefined && told.called.length === 0) return { by: 'sms', phone: text };
  const phone = told.phones.find((each) => !told.called.includes(each));
  return phone === undefined ? null : { by: 'call', phone };
}

/** Numbers of tickets, codes and phones: longer ones are no amounts. */
const LONG_NUMBER = /\+?\d{4,}/g;

/** An SMS as it is read out: long numbers digit by digit. */
export function sayAloud(sms: string): string {
  return sms.replaceAll(LONG_NUMBER, (number) => [...number.replace('+', '00')].join(' '));
}

import { InvalidArgumentError } from 'commander';

/** A port as it is typed. @throws InvalidArgumentError */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('Allowed: a port, 0 to 65535.');
  return port;
}

/** A whole number as it is typed. @throws InvalidArgumentError */
export function readCount(text: string): number {
  if (!/^\d{1,8}$/.test(text)) throw new InvalidArgumentError('Allowed: a whole number, 0 to 99999999.');
  return Number(text);
}

/** A month as it is typed: 2026-11. @throws InvalidArgumentError */
export function readMonth(text: string): string {
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(text))
    throw new InvalidArgumentError('Allowed: a month, such as 2026-11.');
  return text;
}

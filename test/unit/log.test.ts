import { expect, test } from 'vitest';
import { rememberLog } from '../support/written-down.ts';

const NUMBER = '+493023125101';
const MASKED = '+49…101';

test('a number is masked wherever it stands: in words, fields, lists, errors and what caused them', () => {
  const { log, lines } = rememberLog();
  const cause = new Error(`the carrier refused ${NUMBER}`);
  const err = new Error(`a call to ${NUMBER} failed`, { cause });
  log.warn(
    { err, to: NUMBER, calls: [{ from: NUMBER, more: { deep: NUMBER } }] },
    `${NUMBER} cannot be reached`,
  );
  expect(lines.join('')).not.toContain(NUMBER);
  expect(lines.join('').split(MASKED).length).toBeGreaterThan(6);
});

test('an error tells what is wrong, and not what it was given', () => {
  const { log, lines } = rememberLog();
  const err = Object.assign(new Error('a row was refused'), {
    code: '23505',
    constraint: 'contacts_name_unique',
    detail: 'Key (name)=(Erika Beispiel) already exists.',
    body: 'pin=471108',
    where: 'Erika Beispiel',
  });
  log.error({ err }, 'a request failed');
  const line = JSON.parse(lines[0] ?? '') as { err: object };
  expect(line.err).toMatchObject({
    message: 'a row was refused',
    code: '23505',
    constraint: 'contacts_name_unique',
  });
  expect(lines.join('')).not.toMatch(/Beispiel|471108/);
});

test('digits, PINs and texts are left out by the names of their fields', () => {
  const { log, lines } = rememberLog();
  log.info({ Digits: '471108', form: { Digits: '471108', Body: 'secret' }, pin: '471108' }, 'a form');
  expect(lines.join('')).not.toMatch(/471108|secret/);
});

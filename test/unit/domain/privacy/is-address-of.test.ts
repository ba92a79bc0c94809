import { expect, test } from 'vitest';
import { isAddressOf } from '../../../../src/domain/privacy/is-address-of.ts';

test.each([
  ['erika.beispiel@musterwerk.example', 'Erika Beispiel'],
  ['e.beispiel@musterwerk.example', 'Erika Beispiel'],
  ['groessenberger@musterwerk.example', 'Maximiliane Größenberger-Hartmann'],
  ['GROSSENBERGER@musterwerk.example', 'Maximiliane Größenberger-Hartmann'],
])('%s names %s', (address, name) => {
  expect(isAddressOf(address, name)).toBe(true);
});

test.each([
  ['it-service@musterwerk.example', 'Erika Beispiel'],
  ['reports@beispiel.example', 'Erika Beispiel'],
  ['hotline@musterwerk.example', 'Li de No'],
])('%s does not name %s', (address, name) => {
  expect(isAddressOf(address, name)).toBe(false);
});

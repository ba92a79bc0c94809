import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preferLanguage } from '../../../../src/domain/oncall/prefer-language.ts';

const anna = { key: 'anna', languages: ['de', 'en'] };
const ben = { key: 'ben', languages: ['en'] };
const carla = { key: 'carla', languages: ['fr', 'de-AT'] };

test('who speaks the language of the caller comes first, in the order of the rota', () => {
  expect(preferLanguage([ben, anna, carla], 'de')).toEqual([anna, carla, ben]);
  expect(preferLanguage([carla, anna, ben], 'EN-gb')).toEqual([anna, ben, carla]);
});

test('a language that nobody speaks, or that is not known, changes nothing', () => {
  expect(preferLanguage([ben, anna], 'tr')).toEqual([ben, anna]);
  expect(preferLanguage([ben, anna], null)).toEqual([ben, anna]);
  expect(preferLanguage([], 'de')).toEqual([]);
});

test('nobody is ever left out or added', () => {
  const engineer = fc.record({ key: fc.string(), languages: fc.array(fc.constantFrom('de', 'en', 'fr')) });
  fc.assert(
    fc.property(fc.array(engineer), fc.constantFrom('de', 'en', 'tr'), (engineers, language) => {
      const ordered = preferLanguage(engineers, language);
      expect(ordered).toHaveLength(engineers.length);
      expect(new Set(ordered)).toEqual(new Set(engineers));
    }),
  );
});

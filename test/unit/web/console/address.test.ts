import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../../../src/web/console/address.ts';

describe('an address', () => {
  it('is the path with what it leaves open, and the rest as its query', () => {
    expect(address('/calls')).toBe('/calls');
    expect(address('/tickets/:number', { number: 4711, done: 'noted' })).toBe('/tickets/4711?done=noted');
    expect(address('/figures/:key.csv', { key: 'missed', severity: '1' })).toBe(
      '/figures/missed.csv?severity=1',
    );
  });

  it('leaves out what is not there', () => {
    expect(address('/sign-in', { to: null, again: undefined })).toBe('/sign-in');
    expect(address('/calls', { q: '' })).toBe('/calls?q=');
  });

  it('stays in one part of the path whatever a thing is called, and says it unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, search) => {
        const made = address('/registry/plans/:name/edit', { name, search });
        const [path = '', query] = made.split('?');
        expect(path.split('/')).toHaveLength(5);
        expect(decodeURIComponent(path.split('/')[3] ?? '')).toBe(name);
        expect(new URLSearchParams(query).get('search')).toBe(search);
      }),
    );
  });
});

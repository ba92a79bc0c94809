import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claims, readIdentity } from '../../../../src/domain/users/identity.ts';
import { loginFault } from '../../../../src/domain/users/user.ts';

const rules = {
  roleClaim: 'groups',
  roles: [
    { value: 'admins', role: 'administrator' },
    { value: 'support', role: 'supervisor' },
  ] as const,
};
const read = (claims: Claims, of = rules) => readIdentity('https://id.example', 'u1', claims, of);

describe('an identity', () => {
  it.each([
    ['a list', { groups: ['support', 'cooks'] }, 'supervisor'],
    ['a single value', { groups: 'support' }, 'supervisor'],
    [
      'two that fit: the first of the configuration counts',
      { groups: ['support', 'admins'] },
      'administrator',
    ],
    ['none that fits', { groups: ['cooks'] }, null],
    ['a value that only contains one', { groups: ['support-cooks'] }, null],
    ['no such claim', {}, null],
    ['a number', { groups: 7 }, null],
    ['an object', { groups: { support: true } }, null],
    ['nothing', { groups: null }, null],
    ['another writing', { groups: ['Support'] }, null],
  ])('has the role of %s', (_, claims, role) => {
    expect(read(claims).role).toBe(role);
  });

  it('may have its role inside another claim, or in one with a dot in its name', () => {
    const nested = { ...rules, roleClaim: 'realm_access.roles' };
    expect(read({ realm_access: { roles: ['admins'] } }, nested).role).toBe('administrator');
    expect(read({ 'realm_access.roles': ['admins'] }, nested).role).toBe('administrator');
    expect(read({ realm_access: 'admins' }, nested).role).toBeNull();
    expect(read({}, { ...rules, roleClaim: '__proto__.constructor' }).role).toBeNull();
  });

  it('is called what it says, and otherwise by a login that is nobody else’s', () => {
    const { logins, name } = read({ preferred_username: 'Nora', email: 'nora@b.example', name: 'Nora Neu' });
    expect(logins).toEqual(['nora', 'nora@b.example', expect.stringMatching(/^sso-[\da-f]{16}$/)]);
    expect(name).toBe('Nora Neu');
    expect(read({ preferred_username: 'no ra', email: 7 }).logins).toHaveLength(1);
  });

  it('has a name and logins that can be kept, whatever is claimed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (claims, name) => {
        const identity = read({ ...claims, name });
        expect(identity.name.length).toBeGreaterThan(0);
        for (const login of identity.logins) expect(loginFault(login)).toBeNull();
      }),
    );
  });
});

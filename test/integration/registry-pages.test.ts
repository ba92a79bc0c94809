import { describe, expect, it } from 'vitest';
import { ROLES } from '../../src/users/user.ts';
import { openConsole } from '../support/console.ts';

describe('the registry', () => {
  it('is open to every role, and to nobody who is not signed in', async () => {
    await using office = await openConsole();
    for (const role of ROLES) {
      const page = await (await office.as(role)).get('/registry');
      expect(page.status, role).toBe(200);
      expect(page.text).toContain('href="/registry/customers"');
    }
    expect((await office.nobody().get('/registry')).location).toContain('/sign-in');
  });
});

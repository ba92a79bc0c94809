import type { Doer } from './audit-trail-store.ts';

/** Whoever manages the service at its terminal. */
export const OPERATOR: Doer = { id: null, kind: 'operator', name: 'hotline' };

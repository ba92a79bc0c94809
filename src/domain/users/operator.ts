import type { Doer } from './audit-trail-store.ts';

/** Whoever manages the service at its terminal. */
export const OPERATOR: Doer = { id: null, kind: 'operator', name: 'hotline' };

/** The service itself: nobody asked for what it does at night, or when it starts for the first time. */
export const SERVICE: Doer = { id: null, kind: 'service', name: 'hotline' };

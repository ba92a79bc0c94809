import { get, type Route } from '../route.ts';
import { USUAL_DRAFT } from './run-draft.ts';
import { RUN_ROUTES } from './run-routes.ts';
import { showRehearsals } from './show-rehearsals.ts';

/** Whether every promise of the next 90 days can be kept, by the directory in force, and how often it would be. */
export const REHEARSAL_ROUTES: readonly Route[] = [
  get('/rehearsal', 'export', (context) => showRehearsals(context, USUAL_DRAFT)),
  ...RUN_ROUTES,
];

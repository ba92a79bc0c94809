import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf, textsOf } from '../form.ts';
import { closeEmergencies } from './close-emergencies.ts';
import { type EmergencyFault, type EmergencySaid, emergenciesPage } from './emergencies-page.ts';
import { listEmergencies } from './emergency-list-store.ts';

/** What one page shows, and one form closes. */
const MAX_TOGETHER = 500;

/** Unverified tickets in one list, and what closes many of them together. */
export function emergencyRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  routes.get(
    '/emergencies',
    asUser(deps, null, async (context, request, response) => {
      const emergencies = await listEmergencies(database, MAX_TOGETHER);
      sendHtml(response, emergenciesPage(context, emergencies, saidIn(request.query)));
    }),
  );

  routes.post(
    '/emergencies/close',
    asUser(deps, 'close', async (context, request, response) => {
      const numbers = textsOf(request.body, 'ticket').filter((number) => /^\d{1,18}$/.test(number));
      const text = textOf(request.body, 'text').slice(0, 1_000);
      const fault = faultOf(numbers, text, textOf(request.body, 'sure'));
      if (fault !== null) {
        const emergencies = await listEmergencies(database, MAX_TOGETHER);
        sendHtml(response, emergenciesPage(context, emergencies, { fault }), 422);
        return;
      }
      const wish = { numbers: numbers.slice(0, MAX_TOGETHER), text };
      const closed = await closeEmergencies(database, context.user, wish, context.now);
      response.redirect(303, `/emergencies?closed=${closed}`);
    }),
  );
  return routes;
}

function faultOf(numbers: readonly string[], text: string, sure: string): EmergencyFault | null {
  if (numbers.length === 0) return 'none-ticked';
  if (text === '') return 'no-reason';
  return sure === 'yes' ? null : 'not-sure';
}

function saidIn(query: unknown): EmergencySaid {
  const closed = textOf(query, 'closed');
  return /^\d{1,4}$/.test(closed) ? { closed: Number(closed) } : null;
}

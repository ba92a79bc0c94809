import { address } from '../address.ts';
import { textOf, textsOf } from '../form.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { closeEmergencies } from './close-emergencies.ts';
import { type EmergencyFault, type EmergencySaid, emergenciesPage } from './emergencies-page.ts';
import { listEmergencies } from './emergency-list-store.ts';

/** What one page shows, and one form closes. */
const MAX_TOGETHER = 500;

/** Unverified tickets in one list, and what closes many of them together. */
export const EMERGENCY_ROUTES: readonly Route[] = [
  get('/emergencies', null, index),
  post('/emergencies/close', 'close', close),
];

function index(context: RouteContext): Promise<Answer> {
  return list(context, saidIn(context.query));
}

async function close(context: RouteContext): Promise<Answer> {
  const { body } = context;
  const numbers = textsOf(body, 'ticket').filter((number) => /^\d{1,18}$/.test(number));
  const text = textOf(body, 'text').slice(0, 1_000);
  const fault = faultOf(numbers, text, textOf(body, 'sure'));
  if (fault !== null) return list(context, { fault }, 422);
  const closed = await closeEmergencies(context, numbers.slice(0, MAX_TOGETHER), text);
  return { to: address('/emergencies', { closed }) };
}

async function list(context: RouteContext, said: EmergencySaid, status = 200): Promise<Answer> {
  const emergencies = await listEmergencies(context.deps.database, MAX_TOGETHER);
  return { page: emergenciesPage(context, emergencies, said), status };
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

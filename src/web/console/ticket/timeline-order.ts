import type { Request, Response } from 'express';
import { cookiesOf } from '../session-cookie.ts';

/** Which end of a timeline somebody reads first. */
export const ORDERS = ['oldest', 'newest'] as const;
export type Order = (typeof ORDERS)[number];

const COOKIE = 'timeline';
const YEAR_MS = 365 * 24 * 60 * 60_000;

export function isOrder(text: string): text is Order {
  return ORDERS.some((order) => order === text);
}

/** What they chose last in this browser. */
export function orderOf(request: Request): Order {
  const chosen = cookiesOf(request)[COOKIE] ?? '';
  return isOrder(chosen) ? chosen : 'oldest';
}

export function rememberOrder(response: Response, order: Order, { secure }: { secure: boolean }): void {
  response.cookie(COOKIE, order, { maxAge: YEAR_MS, sameSite: 'lax', secure, httpOnly: true, path: '/' });
}

import type { Request, Response } from 'express';
import type { Right } from '../../domain/users/user.ts';
import type { ConsoleContext } from './context.ts';
import type { ConsoleDeps } from './deps.ts';
import type { Html } from './html.ts';
import type { LiveViews } from './live-views.ts';
import type { TitledWords, Words } from './words/index.ts';

/** A request of anybody, signed in or not. */
export interface DoorContext {
  deps: ConsoleDeps;
  live: LiveViews;
  words: Words;
  now: Date;
  /** what the path leaves open, as it was sent */
  params: Readonly<Record<string, string>>;
  /** the query and the form, as they were sent */
  query: unknown;
  body: unknown;
  request: Request;
  /** for cookies, and for what is sent piece by piece */
  response: Response;
}

/** A request of a user who has the right that the route asks for. */
export interface RouteContext extends DoorContext, ConsoleContext {
  words: TitledWords;
  now: Date;
}

export type Answer =
  | { page: Html; status?: number }
  /** an address to go on to: whoever loads it again changes nothing again */
  | { to: string }
  | { file: { name: string; type: string; body: string | AsyncIterable<string> } }
  | typeof ANSWERED;

/** The handler has answered by itself, piece by piece. */
export const ANSWERED = 'answered';

export type Handler = (context: RouteContext) => Promise<Answer> | Answer;
export type DoorHandler = (context: DoorContext) => Promise<Answer> | Answer;

export interface UserRoute {
  method: 'get' | 'post';
  path: string;
  /** null: every user */
  right: Right | null;
  handle: Handler;
}

export interface DoorRoute {
  method: 'get' | 'post';
  path: string;
  right: 'nobody';
  /** a try to sign in: no source may make too many of them */
  isTry: boolean;
  handle: DoorHandler;
}

/** A row of the console's table: what is asked, who may, and who answers. */
export type Route = UserRoute | DoorRoute;

/** A view. @param right null: every user */
export function get(path: string, right: Right | null, handle: Handler): Route {
  return { method: 'get', path, right, handle };
}

/** A change, or whatever else a form asks for. @param right null: every user */
export function post(path: string, right: Right | null, handle: Handler): Route {
  return { method: 'post', path, right, handle };
}

/** For whoever is not signed in. */
export function atDoor(method: 'get' | 'post', path: string, handle: DoorHandler): Route {
  return { method, path, right: 'nobody', isTry: false, handle };
}

/** A try to sign in. */
export function tryAtDoor(method: 'get' | 'post', path: string, handle: DoorHandler): Route {
  return { method, path, right: 'nobody', isTry: true, handle };
}

import type { Request, RequestHandler, Response } from 'express';
import { type AnyEndpoint, routeOf } from './endpoint.ts';
import { problem } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** The methods that each path takes, as `Allow` writes them: whoever may GET may ask for the head alone. */
export function methodsByRoute(calls: readonly AnyEndpoint[]): Map<string, string[]> {
  const byRoute = Map.groupBy(calls, routeOf);
  return new Map([...byRoute].map(([route, same]) => [route, allowed(same.map(({ method }) => method))]));
}

function allowed(methods: readonly string[]): string[] {
  return methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
}

/** 405 and what is allowed, for a path that there is: https://www.rfc-editor.org/rfc/rfc9110#name-405-method-not-allowed */
export function refuseOtherMethods(methods: readonly string[]): RequestHandler {
  return (request: Request, response: Response, next) => {
    if (methods.includes(request.method)) {
      next();
      return;
    }
    response.set('allow', methods.join(', '));
    const detail = `This address takes ${methods.join(' and ')}.`;
    sendProblem(response, problem('method-not-allowed', detail).problem);
  };
}

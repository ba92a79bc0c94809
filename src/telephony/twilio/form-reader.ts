import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { findAmbiguity } from './find-ambiguity.ts';

/** One kind of the carrier's forms: what it must hold, and what it says in our words. */
export interface CarrierForm<Raw extends { AccountSid?: string | undefined }, T> {
  schema: z.ZodType<Raw>;
  read(form: Raw): T;
  /**
   * It has a text that may say anything (a transcription may well say "From"), and nothing in it tells who acts, so that it is
   * not looked at for having been cut anew.
   */
  mayHoldAnything?: boolean;
}

/** Reads a request's form once, before whoever acts on it. */
export interface FormReader<T> {
  /** Refuses what is not this form for this account: 400 with a reason. */
  require: RequestHandler;
  /** What a request that was let through says. */
  of(request: Request): T;
}

export function createFormReader<Raw extends { AccountSid?: string | undefined }, T>(
  { schema, read, mayHoldAnything = false }: CarrierForm<Raw, T>,
  accountSid: string,
): FormReader<T> {
  const said = new WeakMap<Request, { form: T }>();
  return {
    require: (request, response, next) => {
      const parsed = schema.safeParse(request.body);
      const refuse = (reason: string) => response.status(400).type('text/plain').send(`${reason}\n`);
      if (!parsed.success) {
        const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the form').join(', ');
        refuse(`This is not the form a carrier sends: ${fields} missing or malformed.`);
        return;
      }
      if (parsed.data.AccountSid !== undefined && parsed.data.AccountSid !== accountSid) {
        refuse('This form belongs to another account.');
        return;
      }
      const ambiguity = mayHoldAnything ? null : findAmbiguity(request.body as Record<string, unknown>);
      if (ambiguity !== null) {
        refuse(`This is not the form a carrier sends: ${ambiguity}.`);
        return;
      }
      said.set(request, { form: read(parsed.data) });
      next();
    },
    of: (request) => {
      const found = said.get(request);
      if (!found) throw new Error(`nothing has read the form of ${request.path}`);
      return found.form;
    },
  };
}

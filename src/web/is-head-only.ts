import type { Request } from 'express';

/** Whether somebody asks what there is and not for what it says: they see and hear nothing, and no look is noted. */
export function isHeadOnly({ method }: Pick<Request, 'method'>): boolean {
  return method === 'HEAD';
}

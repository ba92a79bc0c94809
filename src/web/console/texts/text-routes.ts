import { z } from 'zod';
import { audited } from '../audited.ts';
import { type Answer, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { markTextRead } from './text-list-store.ts';

/** What customers wrote that belongs to no ticket: it stands on the board until somebody has read it. */
export const TEXT_ROUTES: readonly Route[] = [post('/texts/:id/read', 'work', read)];

async function read(context: RouteContext): Promise<Answer> {
  const id = z.uuid().safeParse(context.params.id).data ?? notFound();
  const text = await audited(
    context,
    (tx) => markTextRead(tx, id),
    (marked) => marked?.isNews === true && { action: 'text-read', subject: id },
  );
  if (!text) notFound();
  return { to: '/' };
}

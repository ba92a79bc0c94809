import { handBack } from '../../../domain/directory-entry/source-store.ts';
import { audited } from '../audited.ts';
import { textOf } from '../form.ts';
import type { Answer, Handler, RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';

type Kind = Parameters<typeof handBack>[1];

/**
 * Gives the entry that `:name` names back to the directory file.
 * @param backTo where it is looked at afterwards
 */
export function handBackTo(kind: Kind, backTo: (name: string) => string): Handler {
  return (context) => {
    const name = textOf(context.params, 'name');
    return handBackEntry(context, kind, name, backTo(name));
  };
}

/** Gives one entry back to the directory file. @param to where it is looked at afterwards */
export async function handBackEntry(
  context: RouteContext,
  kind: Kind,
  key: string,
  to: string,
): Promise<Answer> {
  const isDone = await audited(
    context,
    (tx) => handBack(tx, kind, key),
    (done) => done && { action: 'entry-handed-back', subject: key, detail: { kind } },
  );
  return isDone ? { to } : notFound();
}

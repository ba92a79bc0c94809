import { handBack } from '../../../domain/directory-entry/source-store.ts';
import { audited } from '../audited.ts';
import { textOf } from '../form.ts';
import type { Handler } from '../route.ts';
import { notFound } from '../turned-away.ts';

type Kind = Parameters<typeof handBack>[1];

/**
 * Gives the entry that `:name` names back to the directory file.
 * @param backTo where it is looked at afterwards
 */
export function handBackTo(kind: Kind, backTo: (name: string) => string): Handler {
  return async (context) => {
    const name = textOf(context.params, 'name');
    const isDone = await audited(
      context,
      (tx) => handBack(tx, kind, name),
      (done) => done && { action: 'entry-handed-back', subject: name, detail: { kind } },
    );
    return isDone ? { to: backTo(name) } : notFound();
  };
}

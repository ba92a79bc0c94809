import type { User } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import type { Html } from '../html.ts';
import { secretShownPage } from '../secret-shown-page.ts';

/** The one time a one-time password is shown. */
export function passwordShownPage(
  context: ConsoleContext,
  { id, login, name }: Pick<User, 'id' | 'login' | 'name'>,
  password: string,
): Html {
  const words = context.words.users;
  const { shownTitle, shownOnce, done } = words;
  const back = address('/users/:id', { id });
  const around = { title: shownTitle, text: words.shownText(name), once: shownOnce, done, back };
  const secret = { beside: [words.login, login] as const, label: shownTitle, secret: password };
  return secretShownPage(context, { ...around, ...secret }, 'users');
}

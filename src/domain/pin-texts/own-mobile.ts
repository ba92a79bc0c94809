import { isMobile } from '../directory-entry/phone.ts';

/** Everybody who is reached on a phone, by name. @param phone E.164 */
export type NamesAt = (phone: string) => readonly string[];

/**
 * The first of somebody's phones on which a text reaches them and nobody else; null if there is none. The same name at
 * several customers is one person.
 */
export function ownMobile(
  { name, phones }: { name: string; phones: readonly string[] },
  namesAt: NamesAt,
): string | null {
  const isTheirs = (phone: string) => isMobile(phone) && namesAt(phone).every((other) => other === name);
  return phones.find(isTheirs) ?? null;
}

import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';

/**
 * A directory file in which every engineer speaks a language first, and every contact where none of them does; everything
 * else stays as it is written.
 */
export function speaking(language: string, directory: string): string {
  const document = parseDocument(directory);
  const engineers = document.get('engineers');
  for (const { value } of isMap(engineers) ? engineers.items : []) {
    if (!isMap(value)) continue;
    const spoken = value.get('languages');
    const others = isSeq(spoken) ? (spoken.toJSON() as string[]).filter((one) => one !== language) : [];
    value.set('languages', [language, ...others]);
  }
  const contacts = contactsIn(document.get('customers'));
  if (!contacts.some((contact) => contact.get('language') === language))
    for (const contact of contacts) contact.set('language', language);
  return document.toString();
}

function contactsIn(customers: unknown): YAMLMap[] {
  return (isMap(customers) ? customers.items : []).flatMap(({ value }) => {
    const contacts = isMap(value) ? value.get('contacts') : undefined;
    return isSeq(contacts) ? contacts.items.filter((contact) => isMap(contact)) : [];
  });
}

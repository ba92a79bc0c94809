import { isMap, isSeq, parseDocument } from 'yaml';

/** A directory file in which every engineer speaks a language first; everything else stays as it is written. */
export function speaking(language: string, directory: string): string {
  const document = parseDocument(directory);
  const engineers = document.get('engineers');
  for (const { value } of isMap(engineers) ? engineers.items : []) {
    if (!isMap(value)) continue;
    const spoken = value.get('languages');
    const others = isSeq(spoken) ? (spoken.toJSON() as string[]).filter((one) => one !== language) : [];
    value.set('languages', [language, ...others]);
  }
  return document.toString();
}

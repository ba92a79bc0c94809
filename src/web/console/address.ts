import { pathWith } from './language.ts';

/** What a path leaves open: `name` in `/registry/plans/:name/edit`. */
type Open<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | Open<More>
    : Rest extends `${infer Name}.${string}`
      ? Name
      : Rest
  : never;

type Texts = Readonly<Record<string, string | number | null | undefined>>;

type Values<Path extends string> = [Open<Path>] extends [never]
  ? [query?: Texts]
  : [values: Readonly<Record<Open<Path>, string | number>> & Texts];

/**
 * The address of a view or a change, for links, forms and redirects alike.
 * @param path as the table of routes writes it
 * @param values what the path leaves open; all else becomes the query, what is null is left out
 */
export function address<Path extends string>(path: Path, ...[values]: Values<Path>): string {
  const query: Record<string, string | number | null | undefined> = { ...values };
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = String(query[name]);
    delete query[name];
    return encodeURIComponent(value);
  });
  const texts = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return pathWith(filled, Object.fromEntries(texts.map(([name, value]) => [name, String(value)])));
}

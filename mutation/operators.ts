/** One small change to one line of the service, which some test should notice. */
export interface Mutant {
  /** the file, from the root of the repository */
  file: string;
  /** counted from one */
  line: number;
  from: string;
  to: string;
  /** the whole text of the file with the change in it */
  text: string;
}

interface Operator {
  find: RegExp;
  put: string;
}

/** Each is meant to leave text that still compiles: what does not load says nothing about the tests. */
const OPERATORS: readonly Operator[] = [
  { find: / === /g, put: ' !== ' },
  { find: / !== /g, put: ' === ' },
  { find: / <= /g, put: ' < ' },
  { find: / >= /g, put: ' > ' },
  { find: / < /g, put: ' <= ' },
  { find: / > /g, put: ' >= ' },
  { find: / && /g, put: ' || ' },
  { find: / \|\| /g, put: ' && ' },
  { find: / \+ 1\b/g, put: ' - 1' },
  { find: / - 1\b/g, put: ' + 1' },
  { find: / for (no key )?update( of \w+)?/g, put: '' },
  { find: / skip locked/g, put: '' },
  // what is done is not waited for
  { find: /(?<=^\s+)await (?=\w)/g, put: 'void ' },
  // a condition that is never met
  { find: /(?<=^\s+)if \(.*\) (?=return|throw|continue)/g, put: 'if (false as boolean) ' },
  { find: /\btrue\b/g, put: 'false' },
  { find: /\bfalse\b/g, put: 'true' },
  // a number with a name ten times as large
  { find: /(?<=^(export )?const [A-Z_]+ = \d[\d_]*)(?=;)/g, put: '0' },
];

/** Lines that are no decisions: comments, imports, types and their members. */
const PASSED_OVER = /^\s*(\/\/|\/?\*|import |export type|type |\w+\??: [^=]*;$)/;

/** Every mutant of a file, one change each. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) =>
    PASSED_OVER.test(line)
      ? []
      : variantsOf(line).map((changed) => ({
          file,
          line: index + 1,
          from: line.trim(),
          to: changed.trim(),
          text: lines.with(index, changed).join('\n'),
        })),
  );
}

function variantsOf(line: string): string[] {
  return OPERATORS.flatMap(({ find, put }) =>
    [...line.matchAll(find)].map(
      ({ index, 0: found }) => line.slice(0, index) + put + line.slice(index + found.length),
    ),
  );
}

import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * What stands at the head of a script: what it is for, and its options.
 * @param script its `import.meta.url`
 */
export function headOf(script: string | URL): string {
  const source = readFileSync(new URL(script), 'utf8');
  const [, head = ''] = /^\/\*\*\n([\s\S]*?)\n \*\//.exec(source) ?? [];
  return head.replaceAll(/^ \* ?/gm, '');
}

/**
 * The options of a script of the house. `--help` shows its head, and what it does not know ends it with code 2 and a sentence:
 * whoever slips at the keyboard meets no stack trace. An option whose default is a number takes only numbers.
 * @param script its `import.meta.url`
 */
export function readOptions<T extends ParseArgsConfig>(
  script: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    process.stdout.write(`${headOf(script)}\n`);
    process.exit(0);
  }
  try {
    const read = parseArgs(config);
    for (const [name, value] of Object.entries(read.values)) {
      const usual = config.options?.[name]?.default;
      if (isNumber(usual) && !isNumber(value)) refuse(`--${name} takes a number, and not "${value}".`);
    }
    return read;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** Ends a script that was called wrongly. */
export function refuse(message: string): never {
  process.stderr.write(`${message}\n→ --help shows what can be given.\n`);
  process.exit(2);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value);
}

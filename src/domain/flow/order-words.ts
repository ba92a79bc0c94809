import type { Prompts } from './prompts.ts';

/** What holds of an order, wherever it is read, judged or asked back. */
interface OrderFacts {
  about: 'ticket' | 'else';
  /** its sender's own words may stand behind it: behind its number alone, or without one, too */
  remark?: 'behind-number' | 'alone';
  /** it ends a ticket, or tells its customer something: more than a number that anybody can forge is wanted */
  isProven?: true;
  /** its words may be missing: in flows of an operator's own that are older, or that an older version kept */
  isLater?: true;
}

const ORDERS = {
  acknowledge: { about: 'ticket' },
  connect: { about: 'ticket' },
  'pass-on': { about: 'ticket' },
  answered: { about: 'ticket', remark: 'behind-number', isProven: true },
  progress: { about: 'ticket', remark: 'behind-number', isProven: true },
  update: { about: 'else', isLater: true },
  reopen: { about: 'ticket', remark: 'alone', isLater: true },
  cover: { about: 'else', isLater: true },
  open: { about: 'else' },
  test: { about: 'else', isLater: true },
} as const satisfies Record<string, OrderFacts>;

/** What an engineer may ask for by SMS, and what holds of each. */
export const ORDER_FACTS: Readonly<Record<Command, OrderFacts>> = ORDERS;
/** An order is one word, or a few that are said together: `je prends`. */
export const MAX_ORDER_WORDS = 5;
export const COMMANDS = Object.keys(ORDERS) as readonly Command[];
/** What a customer may answer by SMS. */
export const REPLIES = ['yes', 'no'] as const;

export type Command = keyof typeof ORDERS;
/** What an order about one ticket can ask for. */
export type OrderCommand = {
  [C in Command]: (typeof ORDERS)[C]['about'] extends 'ticket' ? C : never;
}[Command];
export type ReplyWord = (typeof REPLIES)[number];

/** The lists of words in a prompt file; the stages are told apart by themselves. */
export type WordKind = Exclude<keyof NonNullable<Prompts['orders']>, 'stages'>;

/** The words of all languages together: nobody is asked in which language they write. All are folded. */
export interface OrderWords {
  /** of one word or several, without apostrophes */
  commands: ReadonlyMap<string, Command>;
  replies: ReadonlyMap<string, ReplyWord>;
  /** may stand between the word and the number: `A ticket no 4711` */
  fillers: ReadonlySet<string>;
  /** may stand anywhere behind the word and mean nothing: `A 4711, thanks` */
  courtesies: ReadonlySet<string>;
  /** make an order doubtful that is spelled out: negations, times, "but" */
  doubts: ReadonlySet<string>;
  /** begin a signature: `Kind regards` */
  closings: readonly string[];
  /** lines that mail programs and phones write below by themselves; `*` is a few words */
  footers: readonly string[];
  /** stand in what phones answer by themselves: `out of office` */
  automatic: readonly string[];
  /** what phones write before a quotation that somebody likes: `Liked “…”` */
  reactions: readonly string[];
  /** say no more than that a text was read: `ok`, `got it` */
  approvals: readonly string[];
}

/** Words as they are compared: without case, accents and the width or style of letters. `Übernehme` and `ubernehme` are one. */
export function foldWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of some languages; one that has none (kept from an older version) adds nothing. */
export function gatherOrderWords(languages: Iterable<Prompts>): OrderWords {
  const orders = [...languages].flatMap((prompts) => (prompts.orders ? [prompts.orders] : []));
  const all = (kind: WordKind) => orders.flatMap((words) => words[kind].map(foldWord));
  const meaning = <T extends Command | ReplyWord>(kinds: readonly T[]) =>
    new Map(kinds.flatMap((kind) => all(kind).map((word) => [word, kind] as const)));
  return {
    commands: meaning(COMMANDS),
    replies: meaning(REPLIES),
    fillers: new Set(all('fillers')),
    courtesies: new Set(all('courtesies')),
    doubts: new Set(all('doubts')),
    closings: all('closings'),
    footers: all('footers'),
    automatic: all('automatic'),
    reactions: all('reactions'),
    approvals: all('approvals'),
  };
}

/** What people call the stages of a change of signatures, in all languages together. All are folded. */
export function gatherStageWords(languages: Iterable<Prompts>): ReadonlyMap<string, string> {
  const stages = [...languages].flatMap(({ orders }) => Object.entries(orders?.stages ?? {}));
  return new Map(stages.flatMap(([stage, words]) => words.map((word) => [foldWord(word), stage] as const)));
}

/** How an order is typed, for a text that asks for it: its short sign, or its first word where no language has one. */
export function signOf(command: Command, languages: Iterable<Prompts>): string {
  const words = [...languages].flatMap(({ orders }) => orders?.[command] ?? []);
  return (words.find(({ length }) => length === 1) ?? words[0] ?? command).toUpperCase();
}

import { readOptWord } from '../carrier/opt-words.ts';
import { type Command, foldWord, ORDER_FACTS, type OrderWords, type ReplyWord } from '../flow/order-words.ts';
import { readPageCode } from '../paging/page-code.ts';
import { type OrderHead, readHead, readMeaning } from './order-head.ts';
import { isBare, isDoubtful, isOnlyDoubt, isPolite } from './order-tail.ts';
import { ownText, wordsOf } from './own-text.ts';

export type { Command } from '../flow/order-words.ts';

export interface ParsedSms {
  /** `several`: more than one order in a text, of which none counts */
  command: Command | 'opt-out' | 'opt-in' | 'unknown' | 'several';
  /** the number the order names, for an update that of a customer; null means the only one there is */
  ticket: string | null;
  /** what has the shape of a page's code, right behind the number; upper case */
  code: string | null;
  /** all that follows the number, the code too */
  text: string;
}

export interface ParsedReply {
  reply: ReplyWord | 'unknown';
  ticket: string | null;
  text: string;
}

/** What a message is read with. */
export interface Reading {
  words: OrderWords;
  /** of the sender, who may have signed with them */
  names: readonly string[];
}

/** The longest SMS a carrier hands over; anything longer is none, and no order. https://www.twilio.com/docs/messaging/guides/webhook-request */
const MAX_LENGTH = 1_600;

/** What may be a page's code: a letter first, and a digit in it, so that it is neither a word (`but`) nor a time (`10h`). */
const CODE = /^(?=[a-z]{1,3}[0-9])[a-z0-9]{3,4}(?![\p{L}\p{N}\p{M}])/iu;
/** The same as people write it who are told to write "number, code, text": `Code: K7M`, `"K7M"`, `« K7M »`, `#K7M`. */
const DRESSED_CODE =
  /^(?:(?<filler>\p{L}+)[\s.:]+)?(?:[«‹]\s|["'`„“‚‘«‹<([{#*])*(?<code>[a-z0-9]{3})(?:\s[»›]|["'`“”‘’»›>)\]}*])*(?![\p{L}\p{N}\p{M}])/iu;
/** Another number right behind the ticket's: nobody can tell which is meant. */
const SECOND_NUMBER =
  /^[^\p{L}0-9]{0,10}(?:(?:und|and|et|oder|or|ou)\s+#?)?(?<second>[0-9]{3,})(?![\p{L}0-9])/iu;
/** A ticket's number has so many digits at least, since they begin at 4711; fewer behind a letter are a port or a part. */
const MIN_DIGITS = 4;
/** Where an order may end and a further one begin. */
const BETWEEN = /[\n.,;!]+\s|\n|\s(?:und|and|et)\s/iu;
const REMARK_GAP = /^[\s.,:;!/)\u2010-\u2015-]+/u;

/**
 * Reads an engineer's SMS by a closed grammar: the whole message is an order, or it is none.
 * `A 4711`, `a4711`, `4711 A`, `Take ticket no 4711 K7M, thanks`, `D 4711 a sentence`, and `A` alone. A spelled-out word in a
 * sentence (`done in ten minutes`) is none, and neither is anything with a further number in it. An order that takes a
 * remark says its number: without one it is read with `ticket: null`, to be asked back.
 */
export function parseOrder(body: string, reading: Reading): ParsedSms {
  const opt = readOptWord(body);
  if (opt) return { command: opt, ticket: null, code: null, text: '' };
  const { text, quotes } = clean(body, reading);
  const head = readOrderHead(text, reading.words);
  if (head?.meaning === 'update') return asUpdate(head);
  if (head?.meaning === 'cover') return asCover(head, text, reading);
  if (head && (holdsFurther(head, reading) || namesFurther(head, reading)))
    return { command: 'several', ticket: null, code: null, text };
  const order = head && read(head, reading);
  // who answers above a quotation may mean what is quoted
  if (!order || (quotes && order.ticket === null))
    return { command: 'unknown', ticket: null, code: null, text };
  return order;
}

/**
 * Reads a customer's SMS by the same grammar: `N 4711`, `Nein danke`, `OUI 4711`, `N 4711 a remark`. A yes that goes on with
 * "but" is none.
 */
export function parseReply(body: string, reading: Reading): ParsedReply {
  const { words, names } = reading;
  const { text, quotes } = clean(body, reading);
  const head = readHead(text, words.replies, words);
  const unknown = { reply: 'unknown' as const, ticket: null, text };
  if (!head || (quotes && head.ticket === null)) return unknown;
  const { meaning: reply, ticket, rest } = head;
  if (isPolite(rest, words, names)) return { reply, ticket, text: '' };
  if (ticket === null || hasSecondNumber(rest, ticket)) return unknown;
  const remark = remarkOf(rest);
  // a no may well go on with "not yet"; what it means then, its ticket tells
  if (reply === 'yes' ? isOnlyDoubt(remark, words) : isQuestion(remark)) return unknown;
  // a yes closes the ticket: a remark that answers again, or doubts it, leaves it open
  const hasAnswer = wordsOf(remark).some((word) => words.replies.has(word));
  if (reply === 'yes' && (hasAnswer || isDoubtful(remark, words))) return unknown;
  return { reply, ticket, text: remark };
}

/** U: what stands behind the customer's number is for its contacts, whatever it is; nothing of it goes before it was confirmed. */
function asUpdate({ meaning: command, ticket, isLetter, rest }: OrderHead<Command>): ParsedSms {
  const isOrder = ticket !== null || isLetter;
  return { command: isOrder ? command : 'unknown', ticket, code: null, text: remarkOf(rest) };
}

/**
 * S: whether somebody takes the shift they were asked for. Its number alone is a yes; with a no of any language anywhere it is
 * a no (`S 12345 N`, `S no 12345`), and with anything else it is none.
 */
function asCover(head: OrderHead<Command>, text: string, { words, names }: Reading): ParsedSms {
  const { meaning: command, ticket, rest } = head;
  const said = wordsOf(text).flatMap((word) => words.replies.get(word) ?? []);
  const isNo = said.includes('no');
  const behind = isNo || said.length > 0 ? withoutReplies(rest, words) : rest;
  const isClear = isPolite(behind, words, names) && !(isNo && said.includes('yes'));
  if (!isClear) return { command: 'unknown', ticket: null, code: null, text };
  return { command, ticket, code: null, text: isNo ? 'no' : 'yes' };
}

function withoutReplies(text: string, { replies }: OrderWords): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => (replies.has(foldWord(word)) ? ' ' : word));
}

function isQuestion(text: string): boolean {
  return /\?\P{L}*$/u.test(text);
}

/** The head of an order, also behind a yes: `Ok, A 4711`, `Ja, mach ich`, `oui je prends 4711`. */
function readOrderHead(text: string, words: OrderWords): OrderHead<Command> | null {
  const behind = behindYes(text, words);
  const head = behind === null ? null : readHead(behind, words.commands, words);
  const isSaid = head && (head.ticket !== null || (head.meaning === 'acknowledge' && !head.isLetter));
  const { about, remark = null } = ORDER_FACTS[head?.meaning ?? 'open'];
  return isSaid && about === 'ticket' && remark === null ? head : readHead(text, words.commands, words);
}

/** What follows a yes or an OK, if words do; a number behind an OK is its own, and a code confirms an update. */
function behindYes(text: string, { replies, commands, approvals }: OrderWords): string | null {
  const [yes = '', word = ''] = /^(\p{L}{2,})[\s,.!:;-]+(?=\p{L})/u.exec(text) ?? [];
  const said = foldWord(word);
  const agrees = replies.get(said) === 'yes' || (commands.has(said) && approvals.includes(said));
  const behind = text.slice(yes.length);
  return agrees && readPageCode(behind.replaceAll(/[^\p{L}\p{N}]/gu, '')) === null ? behind : null;
}

function read(head: OrderHead<Command>, reading: Reading): ParsedSms | null {
  return ORDER_FACTS[head.meaning].remark ? withRemark(head, reading) : plain(head, reading);
}

/**
 * Whether a further order stands behind one: `A 4711, C 4712`, `D 4711 K7M relay fixed. A 4712`. As a remark it would be lost, and
 * the customer would read it. With a remark of its own it shows by the code of its page: the rest is a sentence.
 */
function holdsFurther({ meaning, ticket, isLetter, rest }: OrderHead<Command>, reading: Reading): boolean {
  const { words } = reading;
  return (
    ticket !== null &&
    ORDER_FACTS[meaning].about === 'ticket' &&
    [rest, ...rest.split(BETWEEN)].some((piece) => {
      const head = readHead(remarkOf(piece), words.commands, words);
      if (head === null || (head.ticket ?? '').length < MIN_DIGITS) return false;
      const { about, remark } = ORDER_FACTS[head.meaning];
      if (isLetter && remark === undefined && head.meaning === meaning && head.ticket === ticket)
        return false;
      const order = about === 'ticket' ? read(head, reading) : null;
      return order !== null && (remark === undefined || readPageCode(order.code) !== null);
    })
  );
}

/** What may stand between numbers: `A 4711, 4712 and #4713`. */
const NUMBERS = /[0-9]+|[#&/+]|(?<!\p{L})(?:und|and|et)(?!\p{L})/giu;

/** Whether an order that takes no remark names further tickets: `A 4711, 4712`. Whoever wrote it is told to send one each. */
function namesFurther({ meaning, ticket, rest }: OrderHead<Command>, { words, names }: Reading): boolean {
  const { about, remark } = ORDER_FACTS[meaning];
  if (ticket === null || about !== 'ticket' || remark !== undefined) return false;
  const numbers = rest.match(/[0-9]+/g) ?? [];
  const areTickets = numbers.every(({ length }) => length >= MIN_DIGITS && length <= ticket.length + 1);
  return (
    areTickets &&
    numbers.some((number) => number !== ticket) &&
    isPolite(rest.replace(NUMBERS, ' '), words, names)
  );
}

/** A, C, P and ?: nothing stands behind them but a code. */
function plain(head: OrderHead<Command>, { words, names }: Reading): ParsedSms | null {
  const { meaning: command, ticket } = head;
  const rest = command === 'open' ? head.rest.replace(/\?/g, ' ') : head.rest;
  if (ticket === null) return isBare(rest) ? { command, ticket, code: null, text: '' } : null;
  const text = codeFirst(remarkOf(rest), words);
  const code = readCode(text);
  const behind = withoutEcho(text.slice(code?.length ?? 0), head, words);
  return isPolite(behind, words, names) ? { command, ticket, code, text } : null;
}

/** What only says the order once more, as a page tells it: `A 4711 yes`, `P 4711 pass on`, `A 4711 on it`; or the same order, pasted twice. */
function withoutEcho(
  text: string,
  { meaning, ticket, isLetter }: OrderHead<Command>,
  words: OrderWords,
): string {
  if (!isLetter) return text;
  const again = readMeaning(remarkOf(text), words.commands);
  const said = again?.meaning === meaning ? again.rest : text;
  const agrees = meaning === 'pass-on' ? 'no' : 'yes';
  return said.replace(/[\p{L}\p{M}]+|[0-9]+/gu, (word) => {
    const folded = foldWord(word);
    const isEcho = words.commands.get(folded) === meaning || words.replies.get(folded) === agrees;
    return isEcho || word === ticket ? ' ' : word;
  });
}

/** D, F and R: what stands behind the number is theirs. */
function withRemark(head: OrderHead<Command>, reading: Reading): ParsedSms | null {
  const { meaning: command, ticket, rest } = head;
  const { words, names } = reading;
  if (isPolite(rest, words, names)) return { command, ticket, code: null, text: '' };
  const text = codeFirst(remarkOf(rest), words);
  if (ticket === null) return isRemarkAlone(head) ? { command, ticket, code: null, text } : null;
  const code = readCode(text);
  // the letters of a page's code are no words
  const own = readPageCode(code);
  const said = own ? text.slice(own.length) : text;
  // thanks, a picture or a name behind it say nothing that a customer could read
  if (own && isPolite(said, words, names)) return { command, ticket, code, text: text.slice(0, own.length) };
  if (hasSecondNumber(rest, ticket) || isNoRemark(said, head, words)) return null;
  if (command === 'answered' && !/\p{L}/u.test(said)) return null;
  return { command, ticket, code, text };
}

/**
 * Whether what stands behind the number says that the order is none. How a ticket goes on may well be "not yet", and a
 * question; whoever takes an answer back says what is not so. A spelled-out word may begin a sentence about the ticket.
 */
function isNoRemark(said: string, { meaning, isLetter }: OrderHead<Command>, words: OrderWords): boolean {
  if (!isLetter) return isDoubtful(said, words);
  if (meaning === 'progress') return false;
  return meaning === 'reopen' ? isQuestion(said) : isOnlyDoubt(said, words);
}

/** Without its number an order with a remark is asked back, unless it may be a sentence. */
function isRemarkAlone({ meaning, isLetter, rest }: OrderHead<Command>): boolean {
  return isLetter && meaning !== 'reopen' && !/^\s*\?/.test(rest);
}

/** A code of ours that begins a text, without what stands around it: the customer is not to read it. */
function codeFirst(text: string, { fillers }: OrderWords): string {
  const { 0: dressed = '', groups } = DRESSED_CODE.exec(text) ?? {};
  const { code = '', filler } = groups ?? {};
  if (readPageCode(code) === null || (filler !== undefined && !fillers.has(foldWord(filler)))) return text;
  return code + text.slice(dressed.length);
}

function readCode(text: string): string | null {
  return CODE.exec(text)?.[0].toUpperCase() ?? null;
}

function hasSecondNumber(rest: string, ticket: string): boolean {
  const found = SECOND_NUMBER.exec(rest);
  return found !== null && found.groups?.second !== ticket;
}

function remarkOf(rest: string): string {
  return rest.replace(REMARK_GAP, '').trim();
}

/** Invisible marks, but for those that hold a picture together. */
const INVISIBLE =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}])\p{Default_Ignorable_Code_Point}/gu;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;

/** What people copy along who are told to write "A 4711": `"A 4711"`, `(A 4711)`, `*A 4711*`. Never `>`: that quotes somebody else. */
const OPENING = /^(?:[«‹]\s|["'`„“”‚‘’«»‹›([{<*])+(?=\S)/u;

function clean(body: string, { words, names }: Reading): ReturnType<typeof ownText> {
  if (body.length > MAX_LENGTH) return { text: '', quotes: false };
  const text = body
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
  const own = ownText(text.trim(), words, names);
  return { ...own, text: own.text.replace(OPENING, '') };
}

import { randomInt } from 'node:crypto';

/** Letters and digits alone: phones end a link where a mark comes last. None that look alike, should somebody type it. */
const CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** 70 random bits: for some hours, and over the wire only. */
const LENGTH = 12;
const TOKEN = new RegExp(`^[${CHARACTERS}]{${LENGTH}}$`);

/** What stands in a message where its link is put in as it leaves: so nobody reads it in the record. */
const UNSENT = '*'.repeat(LENGTH);

/** What opens a ticket, short enough for an SMS. */
export function makeLinkToken(): string {
  return Array.from({ length: LENGTH }, () => CHARACTERS.charAt(randomInt(CHARACTERS.length))).join('');
}

/** Whether it could be one of ours: nothing else needs a look at the record. */
export function isLinkToken(given: string): boolean {
  return TOKEN.test(given);
}

/** A link as it is written down: as long as the one that is sent. */
export function unsentLink(publicUrl: string): string {
  return linkTo(publicUrl, UNSENT);
}

/** Whether a text has a link to be put in. */
export function hasUnsentLink(body: string, publicUrl: string): boolean {
  return body.includes(unsentLink(publicUrl));
}

export function withLink(body: string, publicUrl: string, token: string): string {
  return body.replace(unsentLink(publicUrl), () => linkTo(publicUrl, token));
}

function linkTo(publicUrl: string, token: string): string {
  return `${publicUrl}/p/${token}`;
}

/**
 * What was typed as a part of a pattern of `like`. Between words any space may stand, and what else there is: a page shows two
 * spaces, or one that breaks no line, as one, and nobody would find by it what they see.
 */
export function likePart(typed: string): string {
  return typed.replaceAll(/[\\%_]/g, '\\$&').replaceAll(/\s+/gu, '_%');
}

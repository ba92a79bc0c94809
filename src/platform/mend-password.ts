/** The password ends at the last @; neither hosts nor the names of databases have one. */
const WITH_PASSWORD = /^([a-z-]+:\/\/[^:/?#@]*:)(.*)@([^@]*)$/s;

/**
 * Passwords are often made at random, and handed in as they are: signs in them that mean something in an address (`/ # ? @ %`) are
 * written as an address wants them. What is written so already is left.
 * @returns null when it has no password
 */
export function mendPassword(address: string): string | null {
  const [, before, password, after] = WITH_PASSWORD.exec(address) ?? [];
  if (before === undefined || password === undefined || after === undefined) return null;
  return `${before}${encode(password)}@${after}`;
}

function encode(password: string): string {
  return password.replaceAll(/%[0-9a-f]{2}|[^\w.~!$&'()*+,;=-]/giu, (sign) =>
    /^%./.test(sign) ? sign : encodeURIComponent(sign.toWellFormed()),
  );
}

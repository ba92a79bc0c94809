/** What a request may take of us. */
export interface Bounds {
  /** for the whole of it, however slowly the answer drips */
  timeoutMs: number;
  /** of the answer's body; 0: its body is not read */
  maxBytes: number;
}

/** What is asked; redirects and the time-out are decided here. */
interface Asked {
  method?: string;
  headers?: ConstructorParameters<typeof Headers>[0];
  body?: RequestInit['body'] | undefined;
}

/** Answers that have no body. */
const BODILESS = [204, 205, 304];
const CERTIFICATE = /CERT|SIGNED|ISSUER|ALTNAME/;

/** Whether a connection failed since the other side's certificate proves nothing to us, by the error's code. */
export function isOfCertificate(code: string): boolean {
  return CERTIFICATE.test(code);
}

/**
 * Asks a server that is not ours, over HTTP. Certificates are verified. Where it leads on (301, 302, …) is not followed: what was
 * meant for one, secrets among it, would go to another, maybe inside our own network. So that is an answer like any.
 * @returns the answer with its body, as far as that is read
 * @throws Error in a plain sentence about *it*, without its address, which may be a secret
 */
export async function fetchOutside(url: string | URL, init: Asked, bounds: Bounds): Promise<Response> {
  const { timeoutMs, maxBytes } = bounds;
  const { address, headers } = withoutPassword(url, init.headers);
  const { method = 'GET', body: sent = null } = init;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(address, { method, headers, body: sent, redirect: 'manual', signal });
    const { status, statusText } = answer;
    const body = await bodyOf(answer, maxBytes);
    return new Response(BODILESS.includes(status) ? null : body, {
      status,
      statusText,
      headers: answer.headers,
    });
  } catch (error) {
    throw new Error(reasonOf(error as Error, bounds), { cause: (error as Error).cause });
  }
}

/** What a status says that is not what was hoped for; where it leads is named without its path, which may be a secret. */
export function refusalOf({ status, headers }: Response): string {
  const location = headers.get('location');
  const led = location !== null && URL.canParse(location) ? ` and leads to ${new URL(location).host}` : '';
  return `it answered ${status}${led}`;
}

/** A user and a password in an address belong into a header; `fetch` refuses them with a sentence that tells both. */
function withoutPassword(url: string | URL, given: Asked['headers']): { address: URL; headers: Headers } {
  const address = new URL(url);
  const headers = new Headers(given);
  const { username, password } = address;
  if (username !== '' || password !== '') {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
    address.username = '';
    address.password = '';
  }
  return { address, headers };
}

class TooLarge extends Error {}

async function bodyOf(answer: Response, maxBytes: number): Promise<Buffer> {
  if (maxBytes === 0) await answer.body?.cancel();
  if (maxBytes === 0 || !answer.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    // leaving the loop ends the connection
    if (size > maxBytes) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: Error, { timeoutMs }: Bounds): string {
  if (error instanceof TooLarge) return 'its answer is too large to be one';
  if (error.name === 'TimeoutError') return `it gave no answer within ${timeoutMs / 1_000} s`;
  const code = codeOf(error.cause);
  if (code === null) return 'it gave no answer';
  return isOfCertificate(code) ? `its certificate is not valid (${code})` : `it gave no answer (${code})`;
}

/** A name may have several addresses, each with an error of its own. */
function codeOf(cause: unknown): string | null {
  const { code, errors } = (cause ?? {}) as { code?: unknown; errors?: { code?: unknown }[] };
  const found = code ?? errors?.[0]?.code;
  return typeof found === 'string' ? found : null;
}

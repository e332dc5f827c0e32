// Reading from the store that served this page.

/** An answer that is none; `status` is 0 where the store could not be reached. */
export class NoAnswer extends Error {
  constructor(status, detail, retryAfter) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const TIMEOUT = 30000;

/** GETs JSON: its content, its text, where it goes on, and whether that has anything by now. */
export async function get(url, signal) {
  const limited = new AbortController();
  const timer = setTimeout(() => limited.abort(), TIMEOUT);
  const stop = () => limited.abort();
  signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(url, { signal: limited.signal, headers: { Accept: "application/json" } });
    const text = await response.text();
    if (!response.ok) {
      throw new NoAnswer(response.status, problem(text), Number(response.headers.get("Retry-After")) || 0);
    }
    return {
      content: JSON.parse(text),
      text,
      next: nextLink(response.headers.get("Link"), response.url),
      caughtUp: response.headers.get("Caught-Up") !== "?0",
    };
  } catch (failure) {
    if (signal?.aborted) {
      throw new DOMException("not wanted any more", "AbortError");
    }
    throw failure instanceof NoAnswer ? failure : new NoAnswer(0, "The store cannot be reached.", 0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

function problem(text) {
  try {
    const read = JSON.parse(text);
    return String(read.detail ?? read.message ?? "").slice(0, 300);
  } catch {
    return "";
  }
}

/** The address of `rel="next"`, whether it is given in full or relative to what was asked for. */
export function nextLink(header, base) {
  for (const [, target, parameters] of (header ?? "").matchAll(/<([^>]*)>([^,]*)/g)) {
    if (/;\s*rel="?next"?/i.test(parameters)) {
      const url = new URL(target, base);
      // By whatever name a cache or proxy is reached: the page may only ask where it came from.
      return url.pathname + url.search;
    }
  }
  return undefined;
}

import { request } from "undici";

/** The events of one stream of server-sent events, as in GraphQL over SSE. */
export interface EventStream extends AsyncDisposable {
  readonly results: readonly StreamedResult[];
  /** Whether the server sent the event that ends the stream. */
  readonly ended: Promise<void>;
  /** Closes the connection. */
  leave(): void;
}

export interface StreamedResult {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

/** Subscribes in the way a gateway's client does. */
export async function subscribeTo(
  url: string,
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventStream> {
  const leaving = new AbortController();
  const { body } = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
    bodyTimeout: 60_000,
  });
  const results: StreamedResult[] = [];
  const read = async () => {
    let text = "";
    for await (const part of body) {
      text += String(part);
      const events = text.split(/\r?\n\r?\n/);
      text = events.pop() ?? "";
      for (const event of events) {
        const data = /^data: ?(.+)$/m.exec(event)?.[1];
        // The event that ends a stream has no data, or null.
        if (data !== undefined && data !== "null") results.push(JSON.parse(data));
      }
    }
    if (text.startsWith("{")) results.push(JSON.parse(text));
  };
  const ended = read().catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  return {
    results,
    ended,
    leave: () => leaving.abort(),
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await ended;
    },
  };
}

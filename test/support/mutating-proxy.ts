import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";

export interface MutatingProxy extends AsyncDisposable {
  readonly url: string;
  /** How many answers were mutated. */
  readonly mutated: () => number;
}

/** Stands in front of a vendor and mutates its answers to requests about the odd entities. */
export async function mutatingProxy(
  vendorUrl: string,
  options: {
    /** Whether a request's body is about an odd entity. */
    readonly isOdd: (body: string) => boolean;
    /** The answer to send; `turn` counts from 0. */
    readonly mutate: (answer: Buffer, turn: number) => Buffer;
  },
): Promise<MutatingProxy> {
  let mutated = 0;
  const server = createServer((incoming, outgoing) => {
    const pass = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const asked = Buffer.concat(chunks);
      const answer = await request(new URL(incoming.url ?? "/", vendorUrl), {
        method: "POST",
        headers: { "content-type": incoming.headers["content-type"] ?? "application/json" },
        body: asked,
      });
      const whole = Buffer.from(await answer.body.arrayBuffer());
      const isOdd = options.isOdd(asked.toString("utf8"));
      const body = isOdd ? options.mutate(whole, mutated) : whole;
      if (isOdd) mutated += 1;
      outgoing.writeHead(answer.statusCode, {
        "Content-Type": "application/json",
        "Content-Length": body.length,
      });
      outgoing.end(body);
    };
    // A client that disconnected needs no answer.
    pass().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mutated: () => mutated,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

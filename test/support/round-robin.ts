import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool, request } from "undici";

/** A server's address for requests and for its readiness check. */
export interface Backend {
  readonly url: string;
  readonly adminUrl: string;
}

/** Stands in front of replicas and uses them in turn while their `/ready` answers yes. Never sends a request twice. */
export interface RoundRobin extends AsyncDisposable {
  readonly url: string;
  add(backend: Backend): void;
  remove(backend: Backend): void;
  /** How many are ready. */
  ready(): number;
  /** How many requests each got, by its URL. */
  readonly sent: ReadonlyMap<string, number>;
}

const ASK_EVERY_MS = 100;

export async function startRoundRobin(): Promise<RoundRobin> {
  const pools = new Map<Backend, Pool>();
  const ready = new Set<Backend>();
  const sent = new Map<string, number>();
  let turn = 0;

  const look = async (backend: Backend) => {
    const status = await request(`${backend.adminUrl}/ready`).then(
      async ({ statusCode, body }) => {
        await body.dump();
        return statusCode;
      },
      () => 0,
    );
    if (status === 200 && pools.has(backend)) ready.add(backend);
    else ready.delete(backend);
  };
  const timer = setInterval(() => void Promise.all([...pools.keys()].map(look)), ASK_EVERY_MS);

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const backends = [...ready];
      const backend = backends[turn++ % Math.max(1, backends.length)];
      const pool = backend === undefined ? undefined : pools.get(backend);
      if (backend === undefined || pool === undefined) {
        outgoing.writeHead(503).end("no replica is ready");
        return;
      }
      sent.set(backend.url, (sent.get(backend.url) ?? 0) + 1);
      const headers = { "content-type": "application/json" };
      pool
        .request({ method: "POST", path: "/graphql", headers, body: Buffer.concat(chunks) })
        .then(async ({ statusCode, body }) => {
          const text = await body.text();
          outgoing.writeHead(statusCode, headers).end(text);
        })
        .catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    add: (backend) => void pools.set(backend, new Pool(new URL(backend.url).origin)),
    remove(backend) {
      void pools.get(backend)?.close();
      pools.delete(backend);
      ready.delete(backend);
    },
    ready: () => ready.size,
    sent,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

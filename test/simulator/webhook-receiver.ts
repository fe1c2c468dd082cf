import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Simulator, SimulatorOptions } from "../../src/simulator/simulator.js";
import { simulate, until } from "./support.js";

export interface Received {
  readonly path: string;
  /** The query as it arrived. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: any;
  readonly response: ServerResponse;
}

export const ENVELOPE = { ActionStatus: "OK", ErrorInfo: "", ErrorCode: 0 };
export const ACKNOWLEDGED = { error_info: { errno: 1, error: "received" } };

type Answer = (received: Received) => void;

/** An answer with this status and body. */
export const answering =
  (status: number, body: unknown): Answer =>
  ({ response }) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

export const acknowledge: Answer = (received) =>
  answering(200, received.path.endsWith("/classin") ? ACKNOWLEDGED : ENVELOPE)(received);
export const stayingSilent: Answer = () => undefined;

/** A school's server that receives webhooks. It keeps all requests, and answers them as the test says. */
export async function startReceiver() {
  const received: Received[] = [];
  const sockets = new Set<unknown>();
  let how: Answer = acknowledge;
  const server = createServer((request, response) => {
    sockets.add(request.socket);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const [path = "", query = ""] = (request.url ?? "").split("?");
      const text = Buffer.concat(chunks).toString("utf8");
      const one = { path, query, headers: request.headers, text, body: parsed(text), response };
      received.push(one);
      how(one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    bodies: (): any[] => received.map(({ body }) => body),
    /** The number of connections so far. */
    connections: () => sockets.size,
    /** From now on, answers in this way. */
    answers(next: Answer) {
      how = next;
    },
    /** Waits for this many requests in all. */
    has: (count: number) => until(() => received.length >= count),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A receiver, and a simulator that posts to it. */
export async function connected({ webhooks, ...options }: SimulatorOptions = {}) {
  const receiver = await startReceiver();
  const simulator: Simulator = await simulate({ ...options, webhooks: { url: receiver.url, ...webhooks } });
  return {
    receiver,
    simulator,
    webhooks: simulator.webhooks,
    async [Symbol.asyncDispose]() {
      await simulator.close();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

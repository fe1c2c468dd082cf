import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: string;
}

/** Answers one delivery. A number is a status without a body. Nothing: the function answers by itself. */
export type Answer = (
  received: Received,
  response: ServerResponse,
  request: IncomingMessage,
) => number | void | Promise<number | void>;

/** An HTTP server on this machine that records what it gets. */
export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  answer: Answer;
}

export async function startReceiver(answer: Answer = () => 204, port = 0): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const one = { headers: request.headers, path: request.url ?? "", body: await text(request) };
    received.push(one);
    const status = await receiver.answer(one, response, request);
    if (typeof status === "number") response.writeHead(status).end();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/path-is-secret`,
    received,
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, type JWK } from "jose";
import { KEYS } from "./access.js";

/** An issuer that publishes its keys, correctly or not. */
export interface KeyServer extends AsyncDisposable {
  readonly url: string;
  /** How often the keys were requested. */
  readonly requests: () => number;
  /** Changes the published keys. */
  publish(keys: readonly JWK[]): void;
  /** Changes how it answers; null answers with the keys. */
  answerWith(answer: ((response: ServerResponse) => void) | null): void;
}

/** The key that every test of this process signs with, in published form. */
export const publicJwk = async (kid: string, key = KEYS.publicKey): Promise<JWK> => ({
  ...(await exportJWK(key)),
  kid,
  alg: "ES256",
  use: "sig",
});

export async function startKeyServer(keys: readonly JWK[] = []): Promise<KeyServer> {
  let published = keys;
  let answer: ((response: ServerResponse) => void) | null = null;
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    if (answer !== null) return answer(response);
    response.setHeader("content-type", "application/jwk-set+json");
    return response.end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1" }, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/keys`,
    requests: () => requests,
    publish(keys) {
      published = keys;
    },
    answerWith(next) {
      answer = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

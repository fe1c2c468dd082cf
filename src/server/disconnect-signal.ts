import { setMaxListeners } from "node:events";
import type { Socket } from "node:net";

const signals = new WeakMap<Socket, AbortSignal>();

/**
 * Aborts when the connection ends: nobody waits for an answer over it any more. One for all requests that come over
 * a connection, since making one costs more than resolving a small query; whoever listens lets go when done.
 */
export function disconnectSignal(socket: Socket): AbortSignal {
  const known = signals.get(socket);
  if (known !== undefined) return known;
  const controller = new AbortController();
  // Each vendor call of a request that waits its turn listens, and there may be hundreds.
  setMaxListeners(0, controller.signal);
  if (socket.destroyed) controller.abort();
  else socket.once("close", () => controller.abort());
  signals.set(socket, controller.signal);
  return controller.signal;
}

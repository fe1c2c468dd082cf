import { setMaxListeners } from "node:events";
import type { Socket } from "node:net";

const signals = new WeakMap<Socket, AbortSignal>();

/**
 * Aborts when the connection ends, because then no client waits for an answer. All requests on a connection share one
 * signal: creating one costs more than resolving a small query. So listeners must remove themselves when they are done.
 */
export function disconnectSignal(socket: Socket): AbortSignal {
  const known = signals.get(socket);
  if (known !== undefined) return known;
  const controller = new AbortController();
  // Each waiting vendor call of a request listens, and there may be hundreds.
  setMaxListeners(0, controller.signal);
  if (socket.destroyed) controller.abort();
  else socket.once("close", () => controller.abort());
  signals.set(socket, controller.signal);
  return controller.signal;
}

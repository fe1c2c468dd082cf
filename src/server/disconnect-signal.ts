import type { Socket } from "node:net";
import { type CancelSignal, CancelSource } from "../vendor/cancel-signal.js";

const signals = new WeakMap<Socket, CancelSignal>();

/**
 * Aborts when the connection ends, because then no client waits for an answer. All requests on a connection share one
 * signal, so listeners must remove themselves when they are done.
 */
export function disconnectSignal(socket: Socket): CancelSignal {
  const known = signals.get(socket);
  if (known !== undefined) return known;
  const source = new CancelSource();
  if (socket.destroyed) source.abort();
  else socket.once("close", () => source.abort());
  signals.set(socket, source);
  return source;
}

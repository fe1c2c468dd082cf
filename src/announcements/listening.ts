import type { Client } from "pg";
import type { Clock } from "../vendor/clock.js";
import { CHANNEL, type Message, readPayload } from "./payload.js";

const CLOSE_WITHIN_MS = 1_000;

/** A connection that has executed LISTEN. */
export interface Listening {
  /** The monotonic time after which nothing is missed, as long as the connection works. */
  readonly since: number;
  close(): Promise<void>;
}

/** Connects and listens. `onEnd` is called once, when the connection fails later. Rejects if it fails now. */
export async function listenOn(
  client: Client,
  deps: { clock: Clock; onMessage: (message: Message) => void; onEnd: (error: Error) => void },
): Promise<Listening> {
  let state: "connecting" | "listening" | "ended" = "connecting";
  /** Events change it while this function waits. */
  const stateOf = () => state;
  const end = (error: Error): void => {
    const wasListening = state === "listening";
    state = "ended";
    if (wasListening) deps.onEnd(error);
  };
  client.on("error", end);
  client.on("end", () => end(new Error("the connection was closed")));
  client.on("notification", ({ channel, payload }) => {
    const message = channel === CHANNEL ? readPayload(payload) : null;
    if (message !== null && state !== "ended") deps.onMessage(message);
  });
  const close = async (): Promise<void> => {
    state = "ended";
    // A database that does not answer would keep the end waiting.
    const ended = client.end().catch(() => undefined);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref())]);
  };
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    if (stateOf() === "ended") throw new Error("the connection was closed");
  } catch (error) {
    await close();
    throw error;
  }
  state = "listening";
  return { since: deps.clock.monotonicMs(), close };
}

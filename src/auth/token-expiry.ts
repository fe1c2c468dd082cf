import { GraphQLError } from "graphql";
import type { Clock } from "../vendor/clock.js";

/** The wall clock may be changed while a timer runs, so it is read this often. */
const CHECK_EVERY_MS = 1_000;

const tokenExpired = (): GraphQLError =>
  new GraphQLError("The token has expired. Get a new one and subscribe again.", {
    extensions: { code: "UNAUTHENTICATED", reason: "TOKEN_EXPIRED" },
  });

/** Passes the stream through until its token expires, then ends it with an error that a client can act on. */
export function untilTokenExpires<T>(
  stream: AsyncIterableIterator<T>,
  expiresAt: Date,
  clock: Clock,
): AsyncIterableIterator<T> {
  const pending = new Set<(error: GraphQLError) => void>();
  let state: "open" | "expired" | "over" = "open";
  let cancel = (): void => undefined;

  const check = (): void => {
    const leftMs = expiresAt.getTime() - clock.now().getTime();
    if (leftMs > 0) {
      cancel = clock.after(Math.min(leftMs, CHECK_EVERY_MS), check);
      return;
    }
    state = pending.size > 0 ? "over" : "expired";
    for (const reject of pending) reject(tokenExpired());
    void stream.return?.();
  };
  const end = (): void => {
    state = "over";
    cancel();
  };
  const ending: AsyncIterableIterator<T> = {
    next() {
      if (state === "expired") {
        state = "over";
        return Promise.reject(tokenExpired());
      }
      if (state === "over") return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve, reject) => {
        pending.add(reject);
        stream
          .next()
          .then((step) => {
            if (step.done === true) end();
            resolve(step);
          })
          .catch((error: unknown) => {
            end();
            reject(error);
          })
          .finally(() => pending.delete(reject));
      });
    },
    return() {
      end();
      return stream.return?.() ?? Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]: () => ending,
  };
  check();
  return ending;
}

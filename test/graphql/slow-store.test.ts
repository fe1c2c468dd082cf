import { expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { type Store, StoreUnavailable } from "../../src/store/sql.js";
import type { StoreProvider } from "../../src/store/store.js";
import { OPERATION_TIMEOUT_MS } from "../../src/vendor/call-context.js";
import { BulkOperationsDocument, StartBulkNicknameSyncDocument } from "../operations/generated/graphql.js";
import { startApp } from "../support/app.js";
import { FakeClock } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";

/** A store that never finishes opening. The embedded one can take half a minute on a busy machine. */
function unfinishedStore(): StoreProvider & { opens: number } {
  let abort: (error: Error) => void = () => undefined;
  const opening = new Promise<Store>((_, reject) => {
    abort = reject;
  });
  opening.catch(() => undefined);
  const provider = {
    opens: 0,
    open() {
      provider.opens += 1;
      return opening;
    },
    kind: "embedded" as const,
    trouble: async () => null,
    mayHoldWork: () => true,
    sharedIfOpen: () => null,
    close() {
      abort(new StoreUnavailable("The server is stopping."));
      return Promise.resolve();
    },
  };
  return provider;
}

test("while the store opens, operations that need it are answered in time", async () => {
  const clock = new FakeClock();
  const provider = unfinishedStore();
  const school = aSchool({ courses: [aCourse({ id: "1001" })] });
  const app = await startApp({ school, clock, provider });
  const input = { courseIds: ["1001"], idempotencyKey: "once" };
  const started = app.send(StartBulkNicknameSyncDocument, { input });
  const listed = app.send(BulkOperationsDocument, {});
  // Three of these are the server's own: it looks for bulk work, for names that are due, and for old corrections.
  await expect.poll(() => provider.opens, PATIENTLY).toBe(5);
  await clock.advance(OPERATION_TIMEOUT_MS);

  expect(await started).toMatchObject({
    status: 200,
    errors: [],
    data: { startBulkNicknameSync: { __typename: "StoreUnavailableError", retryAfterSeconds: 5 } },
  });
  expect((await listed).errors).toMatchObject([{ extensions: { code: "STORE_UNAVAILABLE" } }]);
  await app.close();
});

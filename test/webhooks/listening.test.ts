import { expect, test } from "vitest";
import type { Store } from "../../src/store/sql.js";
import { StoreUnavailable } from "../../src/store/sql.js";
import { watchListening } from "../../src/webhooks/process/listening.js";
import { announcementsOf } from "../support/announcements.js";
import { emptyStore } from "../support/webhooks.js";

test("an event that is missed while a note is written is announced with the next one, and only then", async () => {
  const store = await emptyStore();
  const gaps: (Date | null)[] = [];
  const listening = watchListening({ announcements: announcementsOf(), onGap: (since) => gaps.push(since) });
  const missingOne: Store = {
    ...store,
    async transaction(work) {
      const done = await store.transaction(work);
      listening.missedOne();
      return done;
    },
  };
  await listening.note(missingOne);
  expect(gaps).toEqual([]);
  await listening.note(store);
  expect(gaps).toEqual([null]);
  await listening.note(missingOne);
  await listening.note(missingOne);
  await listening.note(store);
  await listening.note(store);
  expect(gaps).toEqual([null, null, null]);
});

test("a note that cannot be written does not lose what was missed", async () => {
  const store = await emptyStore();
  const gaps: (Date | null)[] = [];
  const listening = watchListening({ announcements: announcementsOf(), onGap: (since) => gaps.push(since) });
  listening.missedOne();
  const away: Store = { ...store, transaction: () => Promise.reject(new StoreUnavailable("away")) };
  await expect(listening.note(away)).rejects.toThrow("away");
  await listening.note(store);
  expect(gaps).toEqual([null]);
});

import { expect, test } from "vitest";
import type { Store } from "../../src/store/sql.js";
import { startApp } from "../support/app.js";
import { noStore } from "../support/store.js";

test.each([
  ["webhooks", {}],
  [
    "webhooks and a relay",
    {
      WEBHOOKS_RELAY_URLS: "https://hooks.example/",
      WEBHOOKS_RELAY_SECRET: `whsec_${Buffer.alloc(32).toString("base64")}`,
    },
  ],
])("a server with %s stops although its store is still being made", async (_what, env) => {
  const app = await startApp({
    env: { WEBHOOKS_PORT: "0", ...env },
    provider: { ...noStore(), open: () => new Promise<Store>(() => undefined) },
  });
  await app.close();
  expect(app.log.saying("the store did not answer; webhooks wait until it does")).toEqual([]);
});

import { readFileSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { embeddedExists, makeEmbedded } from "../../src/store/embedded.js";
import { StoreUnavailable } from "../../src/store/sql.js";
import type { StoreEvents, StoreProvider } from "../../src/store/store.js";

export const NO_EVENTS: StoreEvents = { onChange: () => undefined, onLostConnection: () => undefined };

/** For tests that do not depend on the store: creating one takes seconds. */
export const noStore = (): StoreProvider => ({
  open: () => Promise.reject(new StoreUnavailable("This test has no store.")),
  kind: "embedded",
  trouble: async () => null,
  mayHoldWork: () => false,
  sharedIfOpen: () => null,
  close: () => Promise.resolve(),
});

const { version } = JSON.parse(
  readFileSync(new URL("../../node_modules/@electric-sql/pglite/package.json", import.meta.url), "utf8"),
) as { version: string };
/** Created once on this machine, then copied, which takes a fifth of the time. */
const TEMPLATE = join(tmpdir(), `class-groups-empty-store-${version}`);

/** A temporary folder with an empty embedded database, as the server would create it. */
export async function storeFolder(): Promise<{ path: string } & AsyncDisposable> {
  if (!embeddedExists(TEMPLATE)) await makeTemplate();
  const path = await mkdtemp(join(tmpdir(), "class-groups-store-"));
  await cp(TEMPLATE, path, { recursive: true });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function makeTemplate(): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), "class-groups-template-"));
  await makeEmbedded(path, new AbortController().signal);
  // Another test file may have created it first.
  await rename(path, TEMPLATE).catch(() => rm(path, { recursive: true, force: true }));
}

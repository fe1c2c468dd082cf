import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.js";
import { storeFolder } from "../support/store.js";

test("a database that cannot be used is closed, so repeated failed opens leak no files", async () => {
  await using folder = await storeFolder();
  const spoiler = await PGlite.create(join(folder.path, "pg"));
  await spoiler.exec("create table bulk_operations (not_ours int)");
  await spoiler.close();

  const open = () => openEmbedded(folder.path, new AbortController().signal);
  for (let times = 0; times < 2; times += 1) {
    await expect(open()).rejects.toThrow(/bulk_operations/);
    expect(filesOpenIn(folder.path)).toEqual([]);
  }
}, 60_000);

test("a usable database has files open until it is closed", async () => {
  await using folder = await storeFolder();
  const store = await openEmbedded(folder.path, new AbortController().signal);
  expect(filesOpenIn(folder.path)).not.toEqual([]);
  await store.close();
  expect(filesOpenIn(folder.path)).toEqual([]);
}, 60_000);

/** The files in a folder that this process has open. */
function filesOpenIn(folder: string): string[] {
  return readdirSync("/proc/self/fd")
    .flatMap((descriptor) => {
      try {
        return [readlinkSync(`/proc/self/fd/${descriptor}`)];
      } catch {
        // The descriptor was closed after it was listed.
        return [];
      }
    })
    .filter((path) => path.startsWith(folder));
}

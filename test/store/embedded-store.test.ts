import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.js";
import { storeFolder } from "../support/store.js";

test("a database that cannot be used is closed again: whoever asks in vain, and again, holds nothing", async () => {
  await using folder = await storeFolder();
  const spoiler = await PGlite.create(join(folder.path, "pg"));
  await spoiler.exec("create table bulk_operations (not_ours int)");
  await spoiler.close();

  const open = () => openEmbedded(folder.path, new AbortController().signal);
  const openFiles = () => readdirSync("/proc/self/fd").length;
  await expect(open()).rejects.toThrow(/bulk_operations/);
  const before = openFiles();
  for (let times = 0; times < 3; times += 1) await expect(open()).rejects.toThrow(/bulk_operations/);
  // Each one that stays open has some forty.
  expect(openFiles()).toBeLessThan(before + 20);
}, 60_000);

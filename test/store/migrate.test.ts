import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateEmbedded } from "../../src/store/migrate.js";

/** Migrations released when drizzle's migrator kept the list. Its hashes must still be recognised. */
const BY_DRIZZLE = [
  ["0000_bulk.sql", "391622aa2c7e256190ac5cb320f253876fafa52a42abc01d7ad755a14f5c9e43"],
  ["0001_vendor_permits.sql", "f4c66266fc2af71ddb8f6c46d2417fb88a09eac17507b66082dd17ed38627e09"],
] as const;
const SLOW = 60_000;

let database: PGlite;
beforeEach(async () => {
  database = await PGlite.create();
}, SLOW);
afterEach(() => database.close());

const applied = async (): Promise<unknown[]> =>
  (await database.query("select hash from class_groups_migrations order by id")).rows;
const commentOf = async (table: string): Promise<unknown> =>
  (await database.query(`select obj_description('${table}'::regclass) as text`)).rows[0];

test(
  "a new database gets every migration once, even if it is opened again",
  async () => {
    await migrateEmbedded(database);
    const first = await applied();
    expect(first.slice(0, 2)).toEqual(BY_DRIZZLE.map(([, hash]) => ({ hash })));
    await migrateEmbedded(database);
    expect(await applied()).toEqual(first);
  },
  SLOW,
);

test(
  "a database of an earlier release gets the new migrations, and keeps its rows",
  async () => {
    await database.exec(
      "create table class_groups_migrations (id serial primary key, hash text not null, created_at bigint)",
    );
    for (const [name, hash] of BY_DRIZZLE) {
      const sql = await readFile(`src/store/migrations/${name}`, "utf8");
      await database.exec(sql.replaceAll("--> statement-breakpoint", ""));
      await database.query("insert into class_groups_migrations (hash, created_at) values ($1, 1)", [hash]);
    }
    await database.exec("insert into vendor_budgets (budget) values ('kept')");
    await migrateEmbedded(database);
    expect((await database.query("select budget from vendor_budgets")).rows).toEqual([{ budget: "kept" }]);
    expect(await commentOf("vendor_budgets")).toMatchObject({ text: expect.stringContaining("replicas") });
  },
  SLOW,
);

test(
  "a database of a later release is used unchanged",
  async () => {
    await migrateEmbedded(database);
    await database.exec(
      "insert into class_groups_migrations (hash, created_at) values ('of a later release', 1)",
    );
    const before = await applied();
    await migrateEmbedded(database);
    expect(await applied()).toEqual(before);
  },
  SLOW,
);

test(
  "a database with a different migration applied is refused, with the migration's name",
  async () => {
    await migrateEmbedded(database);
    await database.exec("update class_groups_migrations set hash = 'another' where id = 2");
    await expect(migrateEmbedded(database)).rejects.toThrow(
      "The migration 0001_vendor_permits.sql is not the one that was applied to this database.",
    );
  },
  SLOW,
);

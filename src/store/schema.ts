import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/**
 * The tables, from which `npm run migrations` makes the migrations. Statements are written by hand, next to what they
 * are for; a column that is renamed here is renamed there.
 */
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const bulkOperations = pgTable(
  "bulk_operations",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    /** Null where callers are not known. */
    caller: text("caller"),
    idempotencyKey: text("idempotency_key").notNull(),
    /** Of what was asked for, in one form only; tells another input under the same key. */
    inputHash: text("input_hash").notNull(),
    createdAt: moment("created_at").notNull(),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
    total: integer("total").notNull(),
    succeeded: integer("succeeded").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    unknown: integer("unknown").notNull().default(0),
  },
  (table) => [
    uniqueIndex("bulk_operations_key").on(sql`coalesce(${table.caller}, '')`, table.idempotencyKey),
    index("bulk_operations_created").on(table.createdAt, table.id),
    index("bulk_operations_open").on(table.createdAt).where(sql`finished_at is null`),
  ],
);

/** Items that one worker has at a time. Whoever claims a chunk moves its fence on; what comes with an older one is not written. */
export const bulkChunks = pgTable(
  "bulk_chunks",
  {
    operationId: uuid("operation_id")
      .notNull()
      .references(() => bulkOperations.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    fence: integer("fence").notNull().default(0),
    worker: text("worker"),
    leaseUntil: moment("lease_until"),
    /** All that is left waits until then. */
    notBefore: moment("not_before"),
    doneAt: moment("done_at"),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.number] }),
    index("bulk_chunks_open").on(table.operationId, table.number).where(sql`done_at is null`),
  ],
);

export const bulkItems = pgTable(
  "bulk_items",
  {
    operationId: uuid("operation_id")
      .notNull()
      .references(() => bulkOperations.id, { onDelete: "cascade" }),
    /** In the order in which they were given, from 0. */
    position: integer("position").notNull(),
    chunk: integer("chunk").notNull(),
    /** `{ courseId }` or a member change. */
    target: jsonb("target").notNull(),
    attempts: smallint("attempts").notNull().default(0),
    /** Set before an attempt is sent; taken away when it is known what came of it. */
    begunAt: moment("begun_at"),
    retryAt: moment("retry_at"),
    /** Null while pending. */
    outcome: text("outcome"),
    failure: text("failure"),
    code: bigint("code", { mode: "number" }),
    extra: jsonb("extra"),
    endedAt: moment("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.position] }),
    index("bulk_items_chunk").on(table.operationId, table.chunk, table.position),
  ],
);

/** Every sync of a course's nicknames, by itself or as part of a bulk operation. */
export const nicknameSyncs = pgTable(
  "nickname_syncs",
  {
    id: uuid("id").primaryKey(),
    courseId: text("course_id").notNull(),
    startedAt: moment("started_at").notNull(),
    finishedAt: moment("finished_at").notNull(),
    requestedBy: text("requested_by"),
    requestId: text("request_id").notNull(),
    outcome: text("outcome").notNull(),
    failure: text("failure"),
    code: bigint("code", { mode: "number" }),
    extra: jsonb("extra"),
  },
  (table) => [
    index("nickname_syncs_course").on(table.courseId, table.finishedAt),
    index("nickname_syncs_finished").on(table.finishedAt),
  ],
);

/** Who syncs a course now; replicas take turns. */
export const courseLeases = pgTable("course_leases", {
  courseId: text("course_id").primaryKey(),
  holder: text("holder").notNull(),
  until: moment("until").notNull(),
});

/** Budgets of vendor calls that replicas share. The version changes with each permit that is given out. */
export const vendorBudgets = pgTable("vendor_budgets", {
  budget: text("budget").primaryKey(),
  version: bigint("version", { mode: "number" }).notNull().default(0),
});

/** How many permits each replica holds of each budget (docs/adr/0022). */
export const vendorPermits = pgTable(
  "vendor_permits",
  {
    budget: text("budget").notNull(),
    replica: text("replica").notNull(),
    permits: integer("permits").notNull(),
    wanted: integer("wanted").notNull(),
    total: integer("total").notNull(),
    reserve: integer("reserve").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    joined: bigserial("joined", { mode: "number" }).notNull(),
    isGone: boolean("is_gone").notNull().default(false),
    serverStart: text("server_start").notNull(),
    /** For people who look at the table. Replicas go by the sequence, and by clocks of their own. */
    expires: moment("expires").notNull(),
  },
  (table) => [primaryKey({ columns: [table.budget, table.replica] })],
);

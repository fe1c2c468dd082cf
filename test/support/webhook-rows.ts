import type { Sql, Store } from "../../src/store/sql.js";
import { storeProvider } from "../../src/store/store.js";
import { startApp, type TestApp, type TestAppOptions } from "./app.js";
import { NO_EVENTS, storeFolder } from "./store.js";

/** A server with a store that the test fills, as a listener for webhooks would. */
export async function startWithStore(
  options: TestAppOptions = {},
): Promise<{ app: TestApp; store: Store } & AsyncDisposable> {
  const folder = await storeFolder();
  const provider = storeProvider({ databaseUrl: undefined, folder: folder.path, events: NO_EVENTS });
  const app = await startApp({ ...options, provider });
  const store = await provider.open();
  return {
    app,
    store,
    async [Symbol.asyncDispose]() {
      await app.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** A row of `webhook_messages`. Only what matters to a test need be given. */
export interface MessageRow {
  readonly vendor?: "classin" | "tencent-im";
  readonly verified?: boolean;
  readonly command?: string;
  readonly group_id?: string;
  readonly course_id?: string;
  readonly body?: object | string;
  readonly occurred_at?: string;
  readonly processed_at?: string;
  readonly failed_at?: string;
  readonly tries?: number;
  readonly failure?: string;
}

let made = 0;

/** Inserts messages in this order. */
export async function insertMessages(sql: Sql, rows: readonly MessageRow[]): Promise<void> {
  const complete = rows.map(({ body = {}, ...row }) => ({
    vendor: "tencent-im",
    verified: true,
    command: "Group.CallbackAfterGroupInfoChanged",
    tries: 0,
    ...row,
    key: `key-${(made += 1)}`,
    topic: row.group_id ?? row.course_id ?? "none",
    received_at: "2026-11-20T08:00:00Z",
    body: typeof body === "string" ? body : JSON.stringify(body),
  }));
  await sql.rows(
    `insert into webhook_messages (vendor, verified, key, command, topic, group_id, course_id, body,
       occurred_at, received_at, processed_at, failed_at, tries, failure)
     select vendor, verified, key, command, topic, group_id, course_id, body,
       occurred_at, received_at, processed_at, failed_at, tries, failure
     from jsonb_to_recordset($1::jsonb) as message(vendor text, verified boolean, key text, command text, topic text,
       group_id text, course_id text, body text, occurred_at timestamptz, received_at timestamptz,
       processed_at timestamptz, failed_at timestamptz, tries smallint, failure text)`,
    [JSON.stringify(complete)],
  );
}

/** A row of `course_facts`. */
export interface CourseRow {
  readonly course_id: string;
  readonly name?: string;
  readonly status?: string;
  readonly expires_at?: string;
  readonly head_teacher_name?: string;
  readonly as_of?: string;
}

export async function insertCourses(sql: Sql, rows: readonly CourseRow[]): Promise<void> {
  await sql.rows(
    `insert into course_facts (course_id, as_of, name, status, expires_at, head_teacher_name)
     select course_id, coalesce(as_of, '2026-11-20T08:00:00Z'), name, status, expires_at, head_teacher_name
     from jsonb_to_recordset($1::jsonb) as course(course_id text, as_of timestamptz, name text, status text,
       expires_at timestamptz, head_teacher_name text)`,
    [JSON.stringify(rows)],
  );
}

/** A row of `course_students`. */
export interface StudentRow {
  readonly course_id: string;
  readonly student_uid: string;
  readonly is_in?: boolean;
  readonly name?: string;
  readonly student_no?: string;
}

export async function insertStudents(sql: Sql, rows: readonly StudentRow[]): Promise<void> {
  await sql.rows(
    `insert into course_students (course_id, student_uid, is_in, name, student_no, as_of)
     select course_id, student_uid, coalesce(is_in, true), name, student_no, '2026-11-20T08:00:00Z'
     from jsonb_to_recordset($1::jsonb) as student(course_id text, student_uid text, is_in boolean, name text,
       student_no text)`,
    [JSON.stringify(rows)],
  );
}

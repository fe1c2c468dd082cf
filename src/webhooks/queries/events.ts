import type { Sql } from "../../store/sql.js";
import { EVENT_NAMES, type EventName, kindOf, type VendorEventKind } from "../event-kinds.js";
import { type EventPeople, peopleIn } from "../event-people.js";

export type VendorEventState = "WAITING" | "PROCESSED" | "FAILED" | "KEPT_APART";

/** A message from a vendor, without its body. */
export interface VendorEvent extends EventName {
  /** Its place in the order of arrival: digits. */
  readonly number: string;
  readonly kind: VendorEventKind;
  readonly state: VendorEventState;
  readonly groupId: string | null;
  readonly courseId: string | null;
  /** Null if they were not requested, or if the message did not verify, is too large or cannot be read. */
  readonly people: EventPeople | null;
  readonly occurredAt: Date | null;
  readonly receivedAt: Date;
  readonly processedAt: Date | null;
  readonly tries: number;
  readonly failure: string | null;
}

export interface EventsQuery {
  readonly kind: VendorEventKind | null;
  readonly groupId: string | null;
  readonly courseId: string | null;
  /** Whether bodies are read for the people in them. */
  readonly withPeople: boolean;
  /** Only events with smaller numbers. */
  readonly before: string | null;
  readonly limit: number;
}

interface Row extends EventName {
  readonly number: string;
  readonly verified: boolean;
  readonly group_id: string | null;
  readonly course_id: string | null;
  readonly occurred_at: Date | null;
  readonly received_at: Date;
  readonly processed_at: Date | null;
  readonly failed_at: Date | null;
  readonly tries: number;
  readonly failure: string | null;
  readonly body: string | null;
}

/** A page of events reads at most a hundred times as much. A longer message names more people than are listed. */
const MOST_BODY_BYTES = 64 * 1024;

/** Newest first. */
export async function listEvents(sql: Sql, query: EventsQuery): Promise<VendorEvent[]> {
  const { kind, groupId, courseId, withPeople, before, limit } = query;
  const { condition, values } = conditionOf(kind);
  const rows = await sql.rows<Row>(
    `select number::text as number, vendor, command, verified, group_id, course_id,
       occurred_at, received_at, processed_at, failed_at, tries, failure,
       case when $5::boolean and verified and octet_length(body) <= ${MOST_BODY_BYTES} then body end as body
     from webhook_messages
     where ($1::text is null or group_id = $1) and ($2::text is null or course_id = $2)
       and ($3::bigint is null or number < $3::bigint) and ${condition}
     order by webhook_messages.number desc limit $4::int`,
    [groupId, courseId, before, limit, withPeople, ...values],
  );
  return rows.map(eventOf);
}

const NAMES_FROM_6 =
  "(select event.vendor, event.command from jsonb_to_recordset($6::jsonb) as event(vendor text, command text))";

/** The condition's values begin with $6. */
function conditionOf(kind: VendorEventKind | null): { condition: string; values: readonly string[] } {
  if (kind === null) return { condition: "true", values: [] };
  if (kind === "UNVERIFIED") return { condition: "not verified", values: [] };
  const name = EVENT_NAMES.get(kind);
  if (name !== undefined)
    return {
      condition: "verified and vendor = $6 and command = $7",
      values: [name.vendor, name.command],
    };
  const values = [JSON.stringify([...EVENT_NAMES.values()])];
  return { condition: `verified and (vendor, command) not in ${NAMES_FROM_6}`, values };
}

const eventOf = (row: Row): VendorEvent => ({
  number: row.number,
  vendor: row.vendor,
  command: row.command,
  kind: kindOf(row),
  state: stateOf(row),
  groupId: row.group_id,
  courseId: row.course_id,
  people: row.body === null ? null : peopleIn(row, row.body),
  occurredAt: row.occurred_at,
  receivedAt: row.received_at,
  processedAt: row.processed_at,
  tries: row.tries,
  failure: row.failure,
});

function stateOf({ verified, processed_at, failed_at }: Row): VendorEventState {
  if (!verified) return "KEPT_APART";
  if (processed_at !== null) return "PROCESSED";
  return failed_at === null ? "WAITING" : "FAILED";
}

import type { Sql, Store } from "../../store/sql.js";
import { idsOf, isNamedIn, isWrittenIn, type Person } from "./person.js";

/** A message may have 2 MiB, so a batch is small. */
const BATCH = 20;
/** A relay target that is down for longer gets no message that it missed. */
const MAX_RELAY_DELAY_DAYS = 14;

interface Row {
  readonly number: string;
  readonly body: string;
  readonly verified: boolean;
  /** Whether it still has to be processed or relayed. */
  readonly is_needed: boolean;
}

/**
 * Removes the content of every message that names the person. A message that still has to be processed or relayed keeps it:
 * without it, other people's facts would be lost. Unchanged messages stay.
 */
export async function blankEvents(
  store: Store,
  person: Person,
): Promise<{ readonly blanked: number; readonly left: number }> {
  let blanked = 0;
  let left = 0;
  let last = "0";
  for (;;) {
    const rows = await candidates(store, person, last);
    const found = rows.filter(({ body, verified }) =>
      verified ? isNamedIn(body, person) : isWrittenIn(body, person),
    );
    const blank = found.filter((row) => !row.is_needed).map(({ number }) => number);
    if (blank.length > 0)
      await store.rows(
        "update webhook_messages set body = '' where number in (select jsonb_array_elements_text($1::jsonb)::bigint)",
        [JSON.stringify(blank)],
      );
    blanked += blank.length;
    left += found.length - blank.length;
    last = rows.at(-1)?.number ?? last;
    if (rows.length < BATCH) return { blanked, left };
  }
}

const PLAIN = /^[\w.@#-]*$/;

/**
 * What a message has that hides an id: JSON can write each character as an escape. The escapes of plain characters begin alike.
 * Others, such as Chinese ones, are escaped in many messages.
 */
const escapeIn = (person: Person): string =>
  idsOf(person).every((id) => PLAIN.test(id)) ? String.raw`\u00` : "\\";

const candidates = (sql: Sql, person: Person, after: string): Promise<Row[]> =>
  sql.rows<Row>(
    `select number::text as number, body, verified,
       verified and (
         (processed_at is null and failed_at is null)
         or (
           received_at > clock_timestamp() - ${MAX_RELAY_DELAY_DAYS} * interval '1 day'
           and exists (select from webhook_relays relay where relay.position < message.number)
         )
       ) as is_needed
     from webhook_messages message
     where message.number > $1::bigint and body <> ''
       and (strpos(body, $2) > 0 or strpos(body, $3) > 0 or strpos(body, $4) > 0)
     order by message.number limit ${BATCH}`,
    [after, person.userId, idsOf(person).at(-1), escapeIn(person)],
  );

import type { Sql } from "../store/sql.js";
import { lockMessageOrder } from "./message-order.js";

/** This server's own note among the vendors' messages. No vendor sends it, and it is not relayed. */
export const NAME_DISPUTE = "NameDispute";

/** A member who set a wrong name card again and again. */
export interface Dispute {
  readonly courseId: string;
  readonly groupId: string;
  readonly userId: string;
  readonly at: Date;
}

/** Writes a dispute into the list of events, as one that is processed. */
export async function noteDispute(tx: Sql, { courseId, groupId, userId, at }: Dispute): Promise<void> {
  await lockMessageOrder(tx);
  // The body is read like those of Tencent IM's events, also to erase a person.
  const body = JSON.stringify({ GroupId: groupId, Member_Account: userId });
  await tx.rows(
    `insert into webhook_messages
       (vendor, verified, key, command, topic, group_id, course_id, body, occurred_at, received_at, processed_at)
     values ('tencent-im', true, $1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz, $7::timestamptz)`,
    [
      `dispute:${JSON.stringify([courseId, userId, at.toISOString()])}`,
      NAME_DISPUTE,
      `group:${groupId}`,
      groupId,
      courseId,
      body,
      at.toISOString(),
    ],
  );
}

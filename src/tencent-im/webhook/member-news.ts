import { Fields } from "../../vendor/fields.js";
import { WEBHOOK_COMMANDS } from "./commands.js";
import { userIdsIn } from "./people.js";

/** Members whose name cards may have changed, or who are new. */
export interface MemberNews {
  readonly what: "renamed" | "joined";
  readonly userIds: readonly string[];
  /** Who made the change. Null if the event does not say. */
  readonly operatorId: string | null;
}

/** Reads what an event says about the names in a group. Null if it says nothing, or cannot be read. */
export function memberNews(command: string, body: string): MemberNews | null {
  if (command !== WEBHOOK_COMMANDS.MEMBER_CHANGED && command !== WEBHOOK_COMMANDS.MEMBERS_JOINED) return null;
  const event = fieldsOf(body);
  const userIds = userIdsIn(body) ?? [];
  if (event === null || userIds.length === 0) return null;
  const operatorId = event.id("Operator_Account");
  if (command === WEBHOOK_COMMANDS.MEMBERS_JOINED) return { what: "joined", userIds, operatorId };
  // Only changed fields are sent. A change of the role alone has no name card.
  return event.has("NameCard") ? { what: "renamed", userIds, operatorId } : null;
}

function fieldsOf(body: string): Fields | null {
  try {
    return Fields.of(JSON.parse(body), () => undefined);
  } catch {
    return null;
  }
}

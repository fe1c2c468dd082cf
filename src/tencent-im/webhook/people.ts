import { Fields } from "../../vendor/fields.js";

/** Lists of accounts. Each event has at most one of them. */
const LISTS = ["NewMemberList", "ExitMemberList", "MemberList", "DestinationMembers"] as const;
/** Single accounts. The vendor's pages name a changed member in two ways. The operator is not among them. */
const SINGLE = [
  "Member_Account",
  "Modified_Account",
  "OldOwner_Account",
  "NewOwner_Account",
  "Requestor_Account",
  "From_Account",
] as const;

/** The user ids of the people whom an event is about, each once. Null if the event cannot be read. */
export function userIdsIn(body: string): readonly string[] | null {
  const event = fieldsOf(body);
  if (event === null) return null;
  const listed = LISTS.flatMap((name) => event.items(name) ?? []).map((item) => item?.id("Member_Account"));
  const single = SINGLE.map((name) => event.id(name));
  return [...new Set([...listed, ...single].filter((id) => typeof id === "string"))];
}

function fieldsOf(body: string): Fields | null {
  try {
    return Fields.of(JSON.parse(body), () => undefined);
  } catch {
    return null;
  }
}

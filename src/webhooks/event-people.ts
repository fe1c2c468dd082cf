import { uidsIn } from "../classin/push/people.js";
import { isUserId } from "../input/ids.js";
import { userIdsIn } from "../tencent-im/webhook/people.js";
import type { EventName } from "./event-kinds.js";

/** The people whom an event is about. */
export interface EventPeople {
  /** The first ones. */
  readonly ids: readonly string[];
  /** All of them. */
  readonly count: number;
}

const MOST_PEOPLE = 100;

/** Null if the body cannot be read. */
export function peopleIn({ vendor, command }: EventName, body: string): EventPeople | null {
  const ids = vendor === "classin" ? uidsIn(command, body) : (userIdsIn(body)?.filter(isUserId) ?? null);
  return ids && { ids: ids.slice(0, MOST_PEOPLE), count: ids.length };
}

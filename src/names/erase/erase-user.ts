import type { Store } from "../../store/sql.js";
import { lockNames } from "../lock.js";
import type { Erased } from "../model.js";
import { findNames } from "../queries.js";
import { blankEvents } from "./events.js";
import type { Person } from "./person.js";
import {
  blankItems,
  blankSyncs,
  forgetSetter,
  openItems,
  removeCorrections,
  removeName,
  removeRenames,
  removeStudent,
} from "./rows.js";

export interface EraseRequest {
  readonly userId: string;
  /** Null: the number that is stored with the official name. */
  readonly classinUid: string | null;
}

/**
 * The official name is removed last. Until then it tells the person's number in ClassIn, so a run that was interrupted can be
 * repeated.
 */
export async function eraseUser(store: Store, { userId, classinUid }: EraseRequest): Promise<Erased> {
  const [known] = await findNames(store, [userId]);
  const person: Person = { userId, classinUid: classinUid ?? known?.classinUid ?? null };
  const events = await blankEvents(store, person);
  return store.transaction(async (tx) => {
    await lockNames(tx);
    const courseStudentsRemoved = person.classinUid === null ? 0 : await removeStudent(tx, person.classinUid);
    const bulkItemsBlanked = await blankItems(tx, userId);
    const bulkItemsLeft = await openItems(tx, userId);
    const syncsBlanked = await blankSyncs(tx, userId);
    const nameCorrectionsRemoved = await removeCorrections(tx, userId);
    const renamesRemoved = await removeRenames(tx, person);
    await forgetSetter(tx, userId);
    const removed = await removeName(tx, userId);
    return {
      classinUid: person.classinUid,
      officialNameRemoved: removed > 0,
      eventsBlanked: events.blanked,
      eventsLeft: events.left,
      courseStudentsRemoved,
      bulkItemsBlanked,
      bulkItemsLeft,
      syncsBlanked,
      nameCorrectionsRemoved,
      renamesRemoved,
    };
  });
}

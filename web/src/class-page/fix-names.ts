import type { ApolloClient } from "@apollo/client";
import {
  ChangeMembersDocument,
  type FailureFragment,
  SyncNicknamesDocument,
} from "../../operations/generated/graphql.js";
import type { Member } from "./types.js";

/** What came of fixing the names of a class. */
export interface FixedNames {
  /** Null if ClassIn now shows the registered names. */
  readonly nicknames: FailureFragment | null;
  readonly cardsSet: number;
  /** One for each card that was not set. */
  readonly cardFailures: readonly FailureFragment[];
}

/** `updateGroupMembers` takes so many changes at once. */
const MOST_CHANGES = 50;

/** Sets the nicknames in ClassIn to the registered names, and each differing name card to the official name. */
export async function fixNames(
  client: ApolloClient,
  courseId: string,
  members: readonly Member[],
): Promise<FixedNames> {
  const { data } = await client.mutate({ mutation: SyncNicknamesDocument, variables: { courseId } });
  const sync = data?.syncClassNicknames;
  const nicknames = sync === undefined || sync.__typename === "SyncClassNicknamesSuccess" ? null : sync;

  let cardsSet = 0;
  const cardFailures: FailureFragment[] = [];
  for (const inputs of inputsFor(members)) {
    const changed = await client.mutate({
      mutation: ChangeMembersDocument,
      variables: { inputs, withNames: true },
    });
    for (const result of changed.data?.updateGroupMembers ?? []) {
      if (result.__typename === "UpdateGroupMemberSuccess") cardsSet += 1;
      else cardFailures.push(result);
    }
  }
  return { nicknames, cardsSet, cardFailures };
}

function inputsFor(members: readonly Member[]) {
  const changes = members.flatMap(({ groupId, userId, nameMatches, officialName }) =>
    nameMatches === false && officialName != null ? [{ groupId, userId, nameCard: officialName }] : [],
  );
  return Array.from({ length: Math.ceil(changes.length / MOST_CHANGES) }, (_, index) =>
    changes.slice(index * MOST_CHANGES, (index + 1) * MOST_CHANGES),
  );
}

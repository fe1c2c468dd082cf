import { useApolloClient } from "@apollo/client/react";
import { useCallback, useState } from "react";
import type { FailureFragment } from "../../operations/generated/graphql.js";
import { useNotify } from "../components/notices.js";
import { readProblem } from "../graphql/read-problem.js";
import { useFailureText } from "../messages/use-failure-text.js";
import { useText } from "../messages/use-text.js";
import { fixNames } from "./fix-names.js";
import type { Member } from "./types.js";

interface FixNames {
  readonly isFixing: boolean;
  readonly fix: (members: readonly Member[]) => void;
}

/** Fixes the names of a class, and says what came of it. */
export function useFixNames(courseId: string, reload: () => void): FixNames {
  const client = useApolloClient();
  const text = useText();
  const failureText = useFailureText();
  const notify = useNotify();
  const [isFixing, setIsFixing] = useState(false);

  const fix = useCallback(
    async (members: readonly Member[]) => {
      const fail = (reason: string) => notify({ kind: "failure", text: reason });
      setIsFixing(true);
      try {
        const { nicknames, cardsSet, cardFailures } = await fixNames(client, courseId, members);
        if (nicknames !== null) fail(text("fix.nicknamesFailed", { reason: failureText(nicknames) }));
        for (const [reason, count] of countedBy(cardFailures, failureText))
          fail(text("fix.failed", { count, reason }));
        const cards = text("fix.cards", { count: cardsSet });
        const done = nicknames === null ? `${text("fix.nicknames")} ${cards}` : cards;
        if (nicknames === null || cardsSet > 0) notify({ kind: "success", text: done });
      } catch (error) {
        fail(text(`problem.${readProblem(error)}`));
      } finally {
        setIsFixing(false);
        reload();
      }
    },
    [client, courseId, reload, text, failureText, notify],
  );
  return { isFixing, fix };
}

/** How many failures have each reason, so that one notice tells of all of them. */
function countedBy(
  failures: readonly FailureFragment[],
  reasonOf: (failure: FailureFragment) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const failure of failures) {
    const reason = reasonOf(failure);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}

import { useApolloClient } from "@apollo/client/react";
import { useEffect, useState } from "react";
import { GroupChangedDocument } from "../../operations/generated/graphql.js";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/**
 * Calls `onChange` whenever the group has changed. If the subscription ends, it subscribes again after a growing delay, and
 * calls `onChange`, because changes in between are not sent. Returns whether the subscription is open.
 */
export function useLiveGroup(groupId: string | null, onChange: () => void): boolean {
  const client = useApolloClient();
  const [isLive, setIsLive] = useState(true);

  useEffect(() => {
    if (groupId === null) return;
    const variables = { groupId };
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let subscription = subscribe();

    function subscribe() {
      return client.subscribe({ query: GroupChangedDocument, variables }).subscribe({
        next({ error }) {
          if (error !== undefined) return;
          failures = 0;
          setIsLive(true);
          onChange();
        },
        error: wait,
        complete: wait,
      });
    }
    function wait() {
      setIsLive(false);
      const delay = Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS);
      failures += 1;
      timer = setTimeout(resume, delay);
    }
    function resume() {
      clearTimeout(timer);
      subscription.unsubscribe();
      subscription = subscribe();
      setIsLive(true);
      onChange();
    }

    addEventListener("online", resume);
    return () => {
      removeEventListener("online", resume);
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [client, groupId, onChange]);
  return isLive;
}

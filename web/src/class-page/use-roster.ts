import { useApolloClient, useQuery } from "@apollo/client/react";
import { useCallback, useMemo, useState } from "react";
import { ClassRosterDocument, type ClassRosterQuery } from "../../operations/generated/graphql.js";
import { loadRoster } from "./load-roster.js";
import { useCoalesced } from "./use-coalesced.js";

export interface Roster {
  /** What has been read so far, with the latest changes. Undefined before the first page. */
  readonly data: ClassRosterQuery | undefined;
  readonly isLoading: boolean;
  readonly isPartial: boolean;
  /** Why the last attempt to read failed. Null if it did not. */
  readonly error: unknown;
  readonly reload: () => void;
}

type Status = Pick<Roster, "isLoading" | "isPartial" | "error">;
const LOADING: Status = { isLoading: true, isPartial: false, error: null };

/** Reads the whole roster of a class, and again whenever `reload` is called. */
export function useRoster(courseId: string, withNames: boolean): Roster {
  const client = useApolloClient();
  const variables = useMemo(() => ({ courseId, withNames }), [courseId, withNames]);
  const [status, setStatus] = useState(LOADING);

  const load = useCallback(
    async (signal: AbortSignal) => {
      setStatus((last) => ({ ...last, isLoading: true }));
      const next = await loadRoster(client, variables, signal).then(
        ({ isPartial }) => ({ isLoading: false, isPartial, error: null }),
        (error: unknown) => ({ isLoading: false, isPartial: false, error }),
      );
      if (!signal.aborted) setStatus(next);
    },
    [client, variables],
  );
  const reload = useCoalesced(load);

  const { data } = useQuery(ClassRosterDocument, { variables, fetchPolicy: "cache-only" });
  return { data, ...status, reload };
}

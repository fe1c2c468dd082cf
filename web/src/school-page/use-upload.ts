import { useApolloClient } from "@apollo/client/react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { FailureFragment } from "../../operations/generated/graphql.js";
import { useSession } from "../session/session.js";
import type { NamesFile } from "./read-names-file.js";
import { sendRows } from "./send-rows.js";
import { uploadStore } from "./upload-store.js";
import { isDone, nextRows, NOT_BEGUN, type Upload } from "./upload.js";

/** Why the sending stopped: a failure of the graph, or an error on the way to it. */
export type Stopped = { readonly failure: FailureFragment } | { readonly error: unknown };

interface UploadControl {
  /** Null if there is none. */
  readonly upload: Upload | null;
  /** Null while it is sent, and after it is done. */
  readonly stopped: Stopped | null;
  readonly begin: (file: NamesFile) => void;
  readonly goOn: () => void;
  /** Removes the upload from the browser. */
  readonly close: () => void;
}

/** Sends a file of names in requests, and goes on with one that an earlier visit has begun. */
export function useUpload(): UploadControl {
  const client = useApolloClient();
  const { claims } = useSession();
  const store = useMemo(() => uploadStore(claims.subject ?? ""), [claims.subject]);
  const [upload, setUpload] = useState<Upload | null>(null);
  const [stopped, setStopped] = useState<Stopped | null>(null);

  useEffect(() => {
    let isHere = true;
    // Without the browser's store, for example in a private window, nothing goes on by itself.
    store.load().then(
      (found) => isHere && setUpload(found),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [store]);

  // Each request is one step: its result changes the upload, and that leads to the next step.
  useEffect(() => {
    if (upload === null || stopped !== null || isDone(upload)) return;
    let isHere = true;
    const rows = nextRows(upload);
    const step = async () => {
      const sent = await sendRows(client, rows);
      if ("__typename" in sent && "message" in sent) {
        if (isHere) setStopped({ failure: sent });
        return;
      }
      const { progress } = upload;
      const next = {
        done: progress.done + rows.length,
        changed: progress.changed + sent.changed,
        unchanged: progress.unchanged + sent.unchanged,
        refused: [...progress.refused, ...sent.refused],
      };
      await store.advance(next).catch(() => undefined);
      if (isHere) setUpload({ ...upload, progress: next });
    };
    step().catch((error: unknown) => isHere && setStopped({ error }));
    return () => {
      isHere = false;
    };
  }, [client, store, upload, stopped]);

  const begin = useCallback(
    async ({ fileName, rows }: NamesFile) => {
      const next = { fileName, rows, progress: NOT_BEGUN };
      await store.begin(next).catch(() => undefined);
      setStopped(null);
      setUpload(next);
    },
    [store],
  );
  const close = useCallback(() => {
    setUpload(null);
    setStopped(null);
    void store.forget().catch(() => undefined);
  }, [store]);
  return { upload, stopped, begin, goOn: useCallback(() => setStopped(null), []), close };
}

import { useEffect, useState } from "react";
import { isOffered } from "./api.js";

/** Whether this server has the panel. */
export function useOffer(): boolean {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    isOffered(leaving.signal).then(setOffered, () => undefined);
    return () => leaving.abort();
  }, []);
  return offered;
}

import { useCallback } from "react";
import { useIntl } from "react-intl";

/** Writes a time as people of the language do: `12 Sept 2026, 14:05`. */
export function useWhen(): (time: string) => string {
  const { formatDate } = useIntl();
  return useCallback((time) => formatDate(time, { dateStyle: "medium", timeStyle: "short" }), [formatDate]);
}

import { useCallback } from "react";
import { useIntl } from "react-intl";
import type { MessageKey } from "./en.js";

/** Gives the text of a key in the visitor's language. */
export type Text = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

export function useText(): Text {
  const { formatMessage } = useIntl();
  return useCallback((key, values) => formatMessage({ id: key }, values), [formatMessage]);
}

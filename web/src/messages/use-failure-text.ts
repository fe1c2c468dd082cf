import { useCallback } from "react";
import { useIntl } from "react-intl";
import type { FailureFragment } from "../../operations/generated/graphql.js";
import { type Text, useText } from "./use-text.js";

/**
 * Says why a change was not made, in the visitor's language. It goes by `__typename`: `message` is for developers. Types that a
 * newer server has added get a general text.
 */
export function useFailureText(): (failure: FailureFragment) => string {
  const { messages } = useIntl();
  const text = useText();
  return useCallback(
    (failure) => {
      const key = `failure.${failure.__typename}` as const;
      const reason = text(Object.hasOwn(messages, key) ? key : "failure.OTHER", {
        vendor: text("vendor" in failure ? `vendor.${failure.vendor}` : "vendor.OTHER"),
        seconds: "retryAfterSeconds" in failure ? failure.retryAfterSeconds : 0,
      });
      if (failure.__typename !== "InvalidInputError") return reason;
      return [reason, ...failure.problems.map((problem) => problemText(problem, text))].join(" ");
    },
    [messages, text],
  );
}

interface Problem {
  readonly limit: number | null;
  readonly actual: number | null;
}

const problemText = ({ limit, actual }: Problem, text: Text): string =>
  limit === null || actual === null ? text("input.notAllowed") : text("input.tooLong", { limit, actual });

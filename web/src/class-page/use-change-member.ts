import { useMutation } from "@apollo/client/react";
import { useCallback } from "react";
import { ChangeMemberDocument } from "../../operations/generated/graphql.js";
import { useNotify } from "../components/notices.js";
import { readProblem } from "../graphql/read-problem.js";
import { useFailureText } from "../messages/use-failure-text.js";
import { useText } from "../messages/use-text.js";
import { changedMember } from "./changed-member.js";
import { nameOf } from "./sort-members.js";
import type { Member, MemberChange } from "./types.js";

export type ChangeMember = (member: Member, change: MemberChange) => void;

/**
 * Changes a member. The roster shows the change at once. If the answer is not a success, the cache drops what it had assumed, and
 * a notice says why. If nobody knows whether the change was made, the roster is read again.
 */
export function useChangeMember(withNames: boolean, reload: () => void): ChangeMember {
  const [mutate] = useMutation(ChangeMemberDocument);
  const text = useText();
  const failureText = useFailureText();
  const notify = useNotify();

  return useCallback(
    async (member, change) => {
      const name = nameOf(member);
      const tell = (key: "notice.notChanged" | "notice.unknown", reason: string, requestId?: string | null) =>
        notify({
          kind: "failure",
          text: text(key, { name, reason }),
          detail: requestId == null ? undefined : text("notice.requestId", { requestId }),
        });
      const { groupId, userId } = member;
      try {
        const { data } = await mutate({
          variables: { input: { groupId, userId, ...change }, withNames },
          optimisticResponse: {
            updateGroupMember: {
              __typename: "UpdateGroupMemberSuccess",
              groupMember: changedMember(member, change, new Date()),
            },
          },
        });
        const result = data?.updateGroupMember;
        if (result === undefined || result.__typename === "UpdateGroupMemberSuccess") return;
        const isUnknown = result.__typename === "OutcomeUnknownError";
        const requestId = "requestId" in result ? result.requestId : null;
        tell(isUnknown ? "notice.unknown" : "notice.notChanged", failureText(result), requestId);
        if (isUnknown) reload();
      } catch (error) {
        const problem = readProblem(error);
        // Without an answer, the change may have been made all the same.
        const key = problem === "REFUSED" || problem === "BUSY" ? "notice.notChanged" : "notice.unknown";
        tell(key, text(`problem.${problem}`));
        reload();
      }
    },
    [mutate, withNames, reload, text, failureText, notify],
  );
}

import {
  SyncClassNicknamesDocument,
  UpdateGroupMemberDocument,
  type UpdateGroupMemberInput,
} from "../../test/operations/generated/graphql.js";
import { failureOf, type Step } from "./step.js";

/** Sets the nicknames of a whole course in ClassIn. */
export const sync = (title: string, courseId: string, expected: string): Step => ({
  title: `${title} (${courseId})`,
  expected,
  async run({ send }) {
    const { data, errors } = await send(SyncClassNicknamesDocument, { courseId });
    const result = data?.syncClassNicknames;
    if (result === undefined) return failureOf(errors);
    const { __typename: typename } = result;
    return {
      typename,
      detail: "message" in result ? result.message : `Confirmed by ClassIn at ${result.syncedAt}.`,
    };
  },
});

/** Changes one member of a group in Tencent IM. */
export const update = (
  title: string,
  change: UpdateGroupMemberInput,
  expected = "UpdateGroupMemberSuccess",
): Step => ({
  title,
  expected,
  async run({ send }) {
    const { data, errors } = await send(UpdateGroupMemberDocument, { input: change });
    const result = data?.updateGroupMember;
    if (result === undefined) return failureOf(errors);
    const { __typename: typename } = result;
    const detail =
      "message" in result ? result.message : `Confirmed by Tencent IM for ${result.groupMember.userId}.`;
    return { typename, detail };
  },
});

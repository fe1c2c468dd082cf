import { RequiresNames } from "../schema/access.js";
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from "../schema/decorators.js";
import { WRITE_TAG } from "../schema/demand.js";
import { EraseUserResult, EraseUserSuccess } from "../schema/erase-user.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import type { Context } from "../src/graphql/context.js";
import { checkClassinUid } from "../src/input/classin-uids.js";
import { checkChangeableUserId } from "../src/input/ids.js";
import { Problems } from "../src/input/problem.js";
import { orStoreError } from "./shared/store-errors.js";

@Resolver()
export class EraseUserResolver {
  @RequiresNames()
  @Directive(WRITE_TAG)
  @Mutation(() => EraseUserResult, {
    description:
      "Erases what this server stores about a person: the official name, the content of the vendors' events that name the person, the lists of students, texts in finished bulk changes, and corrections of the person's name cards. It changes nothing at the vendors. Ids in finished bulk changes and the log of mutations stay.",
  })
  async eraseUser(
    @Arg("userId", () => ID, { description: "The person's user id in Tencent Cloud Chat (IM)." })
    userId: string,
    @Arg("classinUid", () => ID, {
      nullable: true,
      description:
        "The person's number (UID) in ClassIn. By default the one that is stored with the official name, as long as there is one.",
    })
    classinUid: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<EraseUserResult> {
    const problems = new Problems();
    checkChangeableUserId(userId, "userId", problems);
    if (classinUid != null) checkClassinUid(classinUid, "classinUid", problems);
    if (!problems.none)
      return new InvalidInputError(problems.list.map((problem) => new InputProblem(problem)));
    const erase = () => context.names.erase({ userId, classinUid: classinUid ?? null });
    const outcome = await orStoreError(context, erase, "Repeating it is harmless.");
    return "officialNameRemoved" in outcome ? new EraseUserSuccess(userId, outcome) : outcome;
  }
}

import { RequiresNames } from "../schema/access.js";
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from "../schema/decorators.js";
import { SIZED_BY_FIRST, WRITE_TAG } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import {
  OfficialName,
  OfficialNameConnection,
  OfficialNameEdge,
  OfficialNamesArgs,
} from "../schema/official-names.js";
import {
  OfficialNameConflict,
  OfficialNameConflictError,
  SetOfficialNamesInput,
  SetOfficialNamesResult,
  SetOfficialNamesSuccess,
} from "../schema/set-official-names.js";
import { User } from "../schema/user.js";
import type { Context } from "../src/graphql/context.js";
import { nameCursor, readNameCursor } from "../src/graphql/cursors.js";
import { checkSearch, readOfficialNames } from "../src/input/official-names.js";
import type { OfficialName as Stored } from "../src/names/model.js";
import { checkArguments } from "./shared/check-arguments.js";
import { pageOf, readPage } from "./shared/page.js";
import { fromStore, orStoreError } from "./shared/store-errors.js";

@Resolver(() => OfficialName)
export class OfficialNamesResolver {
  @RequiresNames()
  @Directive(SIZED_BY_FIRST)
  @Query(() => OfficialNameConnection, {
    description: "The official names that the school has set, in the order of the user ids.",
  })
  async officialNames(
    @Args(() => OfficialNamesArgs) args: OfficialNamesArgs,
    @Ctx() context: Context,
  ): Promise<OfficialNameConnection> {
    const { search = null } = args;
    const pageRequest = readPage(args, readNameCursor, "the official names");
    checkArguments((problems) => {
      if (search !== null) checkSearch(search, "search", problems);
    });
    const { first, after } = pageRequest;
    const found = await fromStore(context, () => context.names.list({ search, after, limit: first + 1 }));
    const edgeOf = (name: Stored) =>
      new OfficialNameEdge(() => nameCursor(name.userId), new OfficialName(name));
    return new OfficialNameConnection(pageOf(found, pageRequest, edgeOf));
  }

  @FieldResolver(() => User, { description: "The person. Another subgraph has details." })
  user(@Root() { userId }: OfficialName): User {
    return new User(userId);
  }

  @RequiresNames()
  @Directive(WRITE_TAG)
  @Mutation(() => SetOfficialNamesResult, {
    description:
      "Sets the official names of up to 1,000 people, all or none. A name that is stored already stays as it is, so repeating it is harmless. No vendor is called. In courses whose names are kept (`setNamePolicy`), the name cards follow within minutes; elsewhere they stay as they are.",
  })
  async setOfficialNames(
    @Arg("input", () => SetOfficialNamesInput, { description: "The names." })
    input: SetOfficialNamesInput,
    @Ctx() context: Context,
  ): Promise<SetOfficialNamesResult> {
    const names = readOfficialNames(input.names, "input.names");
    if (!names.ok) return new InvalidInputError(names.error.map((problem) => new InputProblem(problem)));
    const set = () => context.names.set(names.value, context.caller?.id ?? null);
    const outcome = await orStoreError(context, set, "Repeating it is harmless.");
    if (!("ok" in outcome)) return outcome;
    if (outcome.ok) return new SetOfficialNamesSuccess(outcome.value);
    const { first, count } = outcome.error;
    return new OfficialNameConflictError(
      first.map((conflict) => new OfficialNameConflict(conflict)),
      count,
    );
  }
}

import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isIntrospectionType,
  isObjectType,
} from "graphql";
import type { Clock } from "../vendor/clock.js";
import { type AccessRule, type AccessRules, sameRule } from "./access-rules.js";
import { type AuditContext, withAudit } from "./audit.js";
import type { Caller } from "./caller.js";
import { rulesBelow, rulesOfOperation } from "./selected-rules.js";
import { untilTokenExpires } from "./token-expiry.js";

/** The part of a request's context that access control needs. */
interface Context extends AuditContext {
  readonly clock: Clock;
}

type ResolveReference = (reference: never, context: never, ...rest: never[]) => unknown;

/**
 * Enforces the access rules in the SDL. A field is guarded by its own rule and by the rule of the type it returns. A rule
 * that the parent type also has is skipped, because the caller has already passed it. So a roster is checked once, not
 * once for each member.
 */
export function enforceAccess(schema: GraphQLSchema, rules: AccessRules): void {
  const mutations = schema.getMutationType()?.name;
  const subscriptions = schema.getSubscriptionType()?.name;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const passed = rules.ofType(type.name);
    for (const field of Object.values(type.getFields())) {
      const needed = rulesFor(type.name, field, rules).filter((rule) => !sameRule(rule, passed));
      if (type.name === mutations) guardMutation(field, needed, rules);
      else if (type.name === subscriptions) guardSubscription(field, needed, rules);
      else if (needed.length > 0) guardField(field, needed);
    }
  }
}

const rulesFor = (
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  rules: AccessRules,
): AccessRule[] =>
  [rules.ofField(typeName, field.name), rules.ofType(getNamedType(field.type).name)].filter(
    (rule) => rule !== null,
  );

function guardField(field: GraphQLField<unknown, Context>, needed: readonly AccessRule[]): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    assertMay(context.caller, needed);
    return resolve(source, args, context, info);
  };
}

/**
 * Before a mutation runs, checks everything that its operation selects: other mutations, and the fields of the results.
 * Mutation results cannot be null, so a later refusal would discard the answers of all mutations in the operation.
 */
function guardMutation(
  field: GraphQLField<unknown, Context>,
  needed: readonly AccessRule[],
  rules: AccessRules,
): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) =>
    withAudit(info.fieldName, args, context, async () => {
      assertMay(context.caller, [...needed, ...rulesOfOperation(info, rules)]);
      return resolve(source, args, context, info);
    });
}

/** Before a subscription starts, checks everything selected below it. Its events are not checked again. */
function guardSubscription(
  field: GraphQLField<unknown, Context>,
  needed: readonly AccessRule[],
  rules: AccessRules,
): void {
  const { subscribe } = field;
  if (subscribe === undefined) throw new Error(`Subscription.${field.name} has no subscribe function.`);
  field.subscribe = async (source, args, context, info) => {
    assertMay(context.caller, [...needed, ...rulesBelow(info, rules)]);
    const stream = (await subscribe(source, args, context, info)) as AsyncIterableIterator<unknown>;
    const expiresAt = context.caller?.expiresAt;
    return expiresAt === undefined ? stream : untilTokenExpires(stream, expiresAt, context.clock);
  };
}

/** Guards references by key. By default each reference is refused or resolved on its own. */
export function guardReference<Resolve extends ResolveReference>(
  typeName: string,
  rules: AccessRules,
  resolve: Resolve,
  // A synchronous throw would fail every reference of the batch.
  refuse: (refusal: GraphQLError) => unknown = (refusal) => Promise.reject(refusal),
): Resolve {
  const rule = rules.ofType(typeName);
  if (rule === null) return resolve;
  const guarded = (reference: never, context: Context, ...rest: never[]) => {
    const refusal = refusalOf(context.caller, [rule]);
    return refusal === null ? resolve(reference, context as never, ...rest) : refuse(refusal);
  };
  return guarded as unknown as Resolve;
}

function assertMay(caller: Caller | null, needed: readonly AccessRule[]): void {
  const refusal = refusalOf(caller, needed);
  if (refusal !== null) throw refusal;
}

function refusalOf(caller: Caller | null, needed: readonly AccessRule[]): GraphQLError | null {
  if (needed.length === 0) return null;
  if (caller === null) return unauthenticated();
  const refused = needed.find(
    ({ anyOf }) => anyOf.length > 0 && !anyOf.some((set) => set.every((scope) => caller.scopes.has(scope))),
  );
  return refused === undefined ? null : forbidden(refused.anyOf);
}

const unauthenticated = (): GraphQLError =>
  new GraphQLError("This needs a caller: send a token as `Authorization: Bearer …`.", {
    extensions: { code: "UNAUTHENTICATED" },
  });

const forbidden = (anyOf: AccessRule["anyOf"]): GraphQLError =>
  new GraphQLError(
    `The token does not allow this. It needs the scope ${anyOf.map((set) => set.join(" and ")).join(", or ")}.`,
    { extensions: { code: "FORBIDDEN" } },
  );

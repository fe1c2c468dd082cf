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
import { type Audited, audited } from "./audit.js";
import type { Caller } from "./caller.js";
import { rulesBelow, rulesOfOperation } from "./selected-rules.js";
import { untilTokenExpires } from "./token-expiry.js";

/** What access control needs of a request's context. */
interface Context extends Audited {
  readonly clock: Clock;
}

type ResolveReference = (reference: never, context: never, ...rest: never[]) => unknown;

/**
 * Enforces what the SDL says of access. A field is guarded where a caller comes in: by a rule of its own, or of the type it
 * answers with, unless whoever got hold of its parent has passed the same rule already. So a roster is guarded once, and
 * not for each of its members.
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
 * A change is refused before it is made if anything that the operation asks for would be refused: another change, or what is
 * to be told of them. Their results cannot be null, so a refusal in the middle would take away the answers to all of them.
 */
function guardMutation(
  field: GraphQLField<unknown, Context>,
  needed: readonly AccessRule[],
  rules: AccessRules,
): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) =>
    audited(info.fieldName, args, context, async () => {
      assertMay(context.caller, [...needed, ...rulesOfOperation(info, rules)]);
      return resolve(source, args, context, info);
    });
}

/** Refused before anything is watched, for whatever is selected below. What comes later comes to who was let in. */
function guardSubscription(
  field: GraphQLField<unknown, Context>,
  needed: readonly AccessRule[],
  rules: AccessRules,
): void {
  const { subscribe } = field;
  if (subscribe === undefined) throw new Error(`Subscription.${field.name} has nothing to subscribe to.`);
  field.subscribe = async (source, args, context, info) => {
    assertMay(context.caller, [...needed, ...rulesBelow(info, rules)]);
    const stream = (await subscribe(source, args, context, info)) as AsyncIterableIterator<unknown>;
    const expiresAt = context.caller?.expiresAt;
    return expiresAt === undefined ? stream : untilTokenExpires(stream, expiresAt, context.clock);
  };
}

/** The other way in: a reference by key, each refused or answered by itself. */
export function guardReference<Resolve extends ResolveReference>(
  typeName: string,
  rules: AccessRules,
  resolve: Resolve,
): Resolve {
  const rule = rules.ofType(typeName);
  if (rule === null) return resolve;
  const guarded = (reference: never, context: Context, ...rest: never[]) => {
    const refusal = refusalOf(context.caller, [rule]);
    // Thrown at once, it would end all references of the batch.
    return refusal === null ? resolve(reference, context as never, ...rest) : Promise.reject(refusal);
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

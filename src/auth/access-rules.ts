import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  valueFromASTUntyped,
} from "graphql";
import { isScope, type Scope } from "./caller.js";

/** Allows a caller who has all scopes of at least one set. Without sets, allows any caller with an accepted token. */
export interface AccessRule {
  readonly anyOf: readonly (readonly Scope[])[];
}

/** The access rules in the SDL, as gateways read them. */
export interface AccessRules {
  /** The field's own rule. Null if the SDL has none. */
  ofField(typeName: string, fieldName: string): AccessRule | null;
  /** The type's rule. Null if the SDL has none. */
  ofType(typeName: string): AccessRule | null;
}

/** Reads `@authenticated` and `@requiresScopes`. Throws for a scope that no token can have. */
export function readAccessRules(sdl: DocumentNode): AccessRules {
  const rules = new Map<string, AccessRule | null>();
  for (const node of sdl.definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      rules.set(node.name.value, ruleIn(node.directives, node.name.value));
      for (const [coordinate, directives] of fieldsOf(node as ObjectTypeDefinitionNode)) {
        rules.set(coordinate, ruleIn(directives, coordinate));
      }
    }
  }
  return {
    ofField: (typeName, fieldName) => rules.get(`${typeName}.${fieldName}`) ?? null,
    ofType: (typeName) => rules.get(typeName) ?? null,
  };
}

const fieldsOf = (node: ObjectTypeDefinitionNode) =>
  (node.fields ?? []).map(
    ({ name, directives }) => [`${node.name.value}.${name.value}`, directives] as const,
  );

function ruleIn(directives: readonly ConstDirectiveNode[] = [], coordinate: string): AccessRule | null {
  const named = (name: string) => directives.find((directive) => directive.name.value === name);
  const scopes = named("requiresScopes")?.arguments?.find(({ name }) => name.value === "scopes")?.value;
  if (scopes !== undefined) return { anyOf: scopeSets(valueFromASTUntyped(scopes), coordinate) };
  return named("authenticated") === undefined ? null : { anyOf: [] };
}

function scopeSets(value: unknown, coordinate: string): Scope[][] {
  return (value as string[][]).map((set) =>
    set.map((name) => {
      if (isScope(name)) return name;
      throw new Error(`${coordinate} requires the scope ${name}, which src/auth/caller.ts does not know.`);
    }),
  );
}

export const sameRule = (a: AccessRule | null, b: AccessRule | null): boolean =>
  JSON.stringify(a?.anyOf ?? null) === JSON.stringify(b?.anyOf ?? null);

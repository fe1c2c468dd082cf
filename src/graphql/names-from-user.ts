import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  visit,
} from "graphql";

/** The federation features that only this schema uses. */
export const NAMES_FROM_USER_IMPORTS = ["@external", "@requires"] as const;

const EXTERNAL_NAME = fieldIn(/* GraphQL */ `
  type User {
    """
    The name that the school says the person has. Another subgraph owns it.
    """
    officialName: String @external
  }
`);
const REQUIRES_NAME = fieldIn(
  'type GroupMember { officialName: String @requires(fields: "user { officialName }") }',
);
/** The fields of a member that depend on the official name. */
const DEPENDENT: ReadonlySet<string> = new Set(["officialName", "nameMatches"]);

/**
 * The schema for a supergraph in which another subgraph owns `User.officialName`. The gateway reads that field first and
 * sends it with its references to members. Without such a subgraph the schema does not compose.
 */
export function withNamesFromUser(document: DocumentNode): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition(type) {
      if (type.name.value === "User") return { ...type, fields: [...(type.fields ?? []), EXTERNAL_NAME] };
      if (type.name.value === "GroupMember") return { ...type, fields: type.fields?.map(requiring) };
      return undefined;
    },
  });
}

function requiring(field: FieldDefinitionNode): FieldDefinitionNode {
  if (!DEPENDENT.has(field.name.value)) return field;
  const directives: readonly ConstDirectiveNode[] = [
    ...(field.directives ?? []),
    ...(REQUIRES_NAME.directives ?? []),
  ];
  return { ...field, directives };
}

/** The first field of the only type in an SDL. */
function fieldIn(sdl: string): FieldDefinitionNode {
  const [type] = parse(sdl).definitions;
  const [field] = (type?.kind === Kind.OBJECT_TYPE_DEFINITION && type.fields) || [];
  if (field === undefined) throw new Error(`This SDL has no field: ${sdl}`);
  return field;
}

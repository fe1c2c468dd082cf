import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * Whether a document selects items anywhere. Items would be read for each message and each subscriber, with vendor calls
 * below them. Progress is read once for all subscribers.
 */
export function selectsItems(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = getNamedType(types.getParentType());
        const isOperation =
          isObjectType(parent) && parent.getInterfaces().some(({ name }) => name === "BulkOperation");
        if (isOperation && node.name.value === "items") found = true;
      },
    }),
  );
  return found;
}

import graphql from "@graphql-eslint/eslint-plugin";

/** Lints what clients see: the emitted SDL. TypeScript is oxlint's. */
export default [
  {
    files: ["schema/schema.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: ["schema/schema.graphql", "scripts/federation.graphql"] } },
    },
    rules: {
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          rootField: true,
        },
      ],
      "@graphql-eslint/naming-convention": [
        "error",
        {
          types: "PascalCase",
          FieldDefinition: "camelCase",
          InputValueDefinition: "camelCase",
          Argument: "camelCase",
          EnumValueDefinition: "UPPER_CASE",
          "InterfaceTypeDefinition[name.value!=/Error$/]": { forbiddenPatterns: [/Interface$/] },
          "ObjectTypeDefinition[interfaces.length>0]:not([interfaces.0.name.value=Node])": {
            requiredSuffixes: ["Error", "Operation", "Step"],
          },
        },
      ],
      "@graphql-eslint/no-unreachable-types": "error",
      "@graphql-eslint/no-typename-prefix": "error",
      "@graphql-eslint/no-hashtag-description": "error",
      "@graphql-eslint/unique-enum-value-names": "error",
      "@graphql-eslint/unique-field-definition-names": "error",
      "@graphql-eslint/require-deprecation-reason": "error",
      "@graphql-eslint/relay-page-info": "error",
      "@graphql-eslint/relay-edge-types": [
        "error",
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      "@graphql-eslint/relay-connection-types": "error",
    },
  },
];

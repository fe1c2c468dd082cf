import { Field, InputType, ObjectType } from "./decorators.js";

@ObjectType({
  simpleResolvers: true,
  description: "A value that the school defines. Its key is set up in the vendor's console.",
})
export class CustomField {
  @Field(() => String, { description: "At most 16 letters, digits or underscores." })
  readonly key: string;

  @Field(() => String, { description: "Empty if it was never set." })
  readonly value: string;

  constructor({ key, value }: { key: string; value: string }) {
    this.key = key;
    this.value = value;
  }
}

@InputType({ description: "A value for one custom field of a member." })
export class CustomFieldInput {
  @Field(() => String, {
    description:
      "At most 16 letters, digits or underscores. The key must be set up in the vendor's console for groups of this type.",
  })
  readonly key!: string;

  @Field(() => String, { description: "At most 64 bytes of UTF-8." })
  readonly value!: string;
}

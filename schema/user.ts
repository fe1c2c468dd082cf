import { Directive, Field, ID, ObjectType } from "./decorators.js";

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    "A person at the school. Another subgraph describes the person; this one adds their chat groups.",
})
export class User {
  @Field(() => ID, { description: "The user id in Tencent Cloud Chat (IM)." })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

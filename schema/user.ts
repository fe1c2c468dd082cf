import { Directive, Field, ID, ObjectType } from "./decorators.js";

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    "Somebody at the school. Another subgraph knows who; this one adds the chat groups they are in.",
})
export class User {
  @Field(() => ID, { description: "The user id in Tencent Cloud Chat (IM)." })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

import { Directive, Field, ID, ObjectType } from "./decorators.js";
import { globalIdOf, Node } from "./node.js";

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A course in ClassIn. ClassIn's newer pages call it a class. ClassIn has no call to read courses, so a `Course` does not prove that the course exists.",
})
export class Course implements Node {
  @Field(() => ID, { description: "The ClassIn course number: digits without a leading zero." })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get globalId(): string {
    return globalIdOf("Course", this.id);
  }
}

import { useMutation } from "@apollo/client/react";
import { Switch } from "react-aria-components/Switch";
import { SetNamePolicyDocument } from "../../operations/generated/graphql.js";
import { useNotify } from "../components/notices.js";
import { readProblem } from "../graphql/read-problem.js";
import { useFailureText } from "../messages/use-failure-text.js";
import { useText } from "../messages/use-text.js";
import type { Course } from "./types.js";

interface Props {
  readonly course: Course;
}

/** Whether the server sets names back by itself. The switch moves at once, and back if the answer is not a success. */
export function KeepNames({ course }: Props) {
  const { id, namePolicy } = course;
  const text = useText();
  const failureText = useFailureText();
  const notify = useNotify();
  const [mutate] = useMutation(SetNamePolicyDocument);
  if (namePolicy === null) return null;

  const fail = (reason: string) => notify({ kind: "failure", text: text("keep.failed", { reason }) });
  const set = async (isKept: boolean) => {
    const policy = isKept ? "KEEP" : "MANUAL";
    try {
      const { data } = await mutate({
        variables: { courseId: id, policy },
        optimisticResponse: {
          setNamePolicy: {
            __typename: "SetNamePolicySuccess",
            courses: [{ ...course, namePolicy: policy }],
          },
        },
      });
      const result = data?.setNamePolicy;
      if (result !== undefined && result.__typename !== "SetNamePolicySuccess") fail(failureText(result));
    } catch (error) {
      fail(text(`problem.${readProblem(error)}`));
    }
  };
  return (
    <Switch isSelected={namePolicy === "KEEP"} onChange={(isKept) => void set(isKept)}>
      <div className="track" />
      {text("keep.label")}
    </Switch>
  );
}

// The package as TypeScript sees it.
import { wire } from "double-random";
import { wire as draw } from "double-random/draw";

export const same: string = draw("{}");
export const answer: string = wire('{"verb": "quota", "args": {"size": 101, "ratio": "7%"}}');

// @ts-expect-error a request is a text
wire({ verb: "quota" });
// @ts-expect-error an answer is a text
export const value: { ok: unknown } = wire("{}");
// @ts-expect-error there is no other door
export { verify } from "double-random";

// An output plugin for wenzhai: standard input is the job, standard output is the file, descriptor 3 is for messages.
//
// It writes plain text, all that the book says: replace lineOf() by what your format needs. What a job consists of is told by
// wenzhai-job.schema.json. Same job, same bytes: no clock, no random number, no environment.
import { readFileSync, writeSync } from "node:fs";

const tell = (message) => writeSync(3, JSON.stringify(message) + "\n");

// A list: names, links, a title. How its items are joined is yours to choose.
const join = (piece) =>
  piece.items
    .map((item, i) => {
      const close = (item.flags ?? []).some((flag) => flag === "cut" || flag === "name");
      const link = item.target && piece.role === "links" ? ` <${item.target}>` : "";
      return (i === 0 ? "" : close ? " " : ", ") + item.text + link;
    })
    .join("");

// A piece of a kind you know; you need not know its role.
const lineOf = (piece) => {
  if (piece.kind === "slot") return ""; // what only the output knows: here, nothing
  const text = piece.kind === "items" ? join(piece) : piece.kind === "text" ? piece.blocks.join("\n") : piece.placeholder;
  return (piece.label ? piece.label + ": " : "") + text + "\n";
};

const job = JSON.parse(readFileSync(0, "utf8"));
if (job["wenzhai-job"] !== 1) {
  tell({ type: "error", detail: `this plugin understands jobs of version 1, not ${job["wenzhai-job"]}` });
  process.exit(1);
}
let file = "", part = "";
job.galley.forEach((piece, i) => {
  if (part && piece.part !== part) file += "\n";
  part = piece.part;
  if (job.options.authors || piece.role !== "authors") file += lineOf(piece);
  if (i % 100 === 0) tell({ type: "progress", done: i, total: job.galley.length });
});
const bytes = Buffer.from(file + "\n");
for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);

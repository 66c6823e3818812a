#!/bin/sh
# An output plugin for wenzhai: standard input is the job, standard output is the file, descriptor 3 is for messages.
#
# It writes plain text, all that the book says: replace the program of jq by what your format needs. What a job consists of is
# told by wenzhai-job.schema.json. Same job, same bytes: no clock, no random number, no environment.
command -v jq > /dev/null || {
  echo '{"type":"error","detail":"this plugin needs jq, which is not there; install it (Debian: apt install jq)"}' >&3
  exit 1
}
exec jq --raw-output --join-output '
  # A list: names, links, a title. How its items are joined is yours to choose.
  def joined:
    .role as $role | .items | to_entries | map(
      (if .key == 0 then "" elif (.value.flags // [] | any(. == "cut" or . == "name")) then " " else ", " end)
      + .value.text
      + (if .value.target and $role == "links" then " <" + .value.target + ">" else "" end)) | add // "";
  # A piece of a kind you know; you need not know its role.
  def line:
    if .kind == "slot" then "" # what only the output knows: here, nothing
    else (if .label then .label + ": " else "" end)
      + (if .kind == "items" then joined elif .kind == "text" then .blocks | join("\n") else .placeholder end)
      + "\n"
    end;
  if ."wenzhai-job" != 1 then error("this plugin understands jobs of version 1") else . end
  | .options.authors as $authors
  | .galley[] | select($authors or .role != "authors") | line'

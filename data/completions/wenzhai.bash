# bash completion for wenzhai. SPDX-License-Identifier: MIT

_wenzhai_names() { # COMMAND: the first column of its list
  wenzhai "$1" list 2>/dev/null | awk '/^[a-z]/ { print $1 }'
}

_wenzhai_options() { # COMMAND
  local naming='--from= --no-normalize --title= --series= --number= --author= --publisher= --date='
  local all='--style= --font-dir= --plugin= --diagnostics= --quiet --verbose --help'
  case $1 in
    export) echo "--type= --output= --each --set= --languages= --jobs= --time-limit= --memory-limit= $naming $all" ;;
    check) echo "--coverage --from= $all" ;;
    dump) echo "--format= --output= $naming $all" ;;
    '') echo "--version --help" ;;
    *) echo "$all" ;;
  esac
}

_wenzhai() {
  local current previous command word
  local commands='export check dump inspect plugin style'
  current=${COMP_WORDS[COMP_CWORD]}
  previous=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " $commands " in *" $word "*) command=$word; break ;; esac
  done
  # --option=VALUE comes as three words, because = breaks words.
  if [[ $current == = ]]; then current=; fi
  if [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD - 2]}; fi
  case $previous in
    -t | --type) mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_names plugin)" -- "$current"); return ;;
    -s | --style) mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_names style)" -- "$current"); return ;;
    --languages) mapfile -t COMPREPLY < <(compgen -W 'both zh en parallel' -- "$current"); return ;;
    -f | --from) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'json tree text' -- "$current"); return ;;
    --diagnostics) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current"); return ;;
    --font-dir) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    plugin | style) mapfile -t COMPREPLY < <(compgen -W 'list show' -- "$current"); return ;;
    show) mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_names "$command")" -- "$current"); return ;;
  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_options "$command")" -- "$current")
    [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
  else
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}

complete -F _wenzhai wenzhai

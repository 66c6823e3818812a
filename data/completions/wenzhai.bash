# bash completion for wenzhai. SPDX-License-Identifier: MIT

_wenzhai_names() { # COMMAND: the first column of its list
  wenzhai "$1" list 2>/dev/null | awk '/^[a-z]/ { print $1 }'
}

_wenzhai_settings() { # PREFIX: PLUGIN.OPTION= of the plugin that PREFIX begins with, or PLUGIN. of all
  local plugin
  if [[ $1 == *.* ]]; then
    LC_ALL=C wenzhai plugin show "${1%%.*}" 2>/dev/null | sed -n 's/^  \([a-z0-9-]*\.[a-z0-9-]*\)$/\1=/p'
  else
    for plugin in $(_wenzhai_names plugin); do echo "$plugin."; done
  fi
}

_wenzhai_values() { # PLUGIN.OPTION: the words that it accepts
  LC_ALL=C wenzhai plugin show "${1%%.*}" 2>/dev/null | awk -v option="$1" '
    $1 == option { found = 1; next }
    found && /^ *accepts:/ { if (sub(/.*one of /, "")) gsub(/,/, ""); else if (/yes or no/) $0 = "yes no"; else $0 = ""; print; exit }'
}

_wenzhai_list() { # CURRENT NAME...: what may follow in a list with commas, each name once
  local done='' name
  if [[ $1 == *,* ]]; then done=${1%,*},; fi
  for name in "${@:2}"; do
    case ,$done in *,"$name",*) ;; *) echo "$done$name" ;; esac
  done
}

_wenzhai_options() { # COMMAND
  local naming='--encoding= --no-normalize --repair --withdrawn= --metadata= --title= --series= --number= --editor= --publisher= --date='
  local choice='--select= --only= --category= --match= --author= --full --drop= --first='
  local period='--week= --month= --year= --from= --to= --all --order= --overlay='
  local making='--explain --type= --output= --set= --languages= --dry-run --format= --jobs= --time-limit= --no-limits --memory-limit='
  local all='--style= --font-dir= --plugin= --prefer= --diagnostics= --quiet --verbose --help'
  local judging='--strict --report='
  case $1 in
    export) echo "$judging --overlay= --edition= --variant= --each --open --reader= $making $naming $choice $all" ;;
    weekly) echo "$judging --edition= --open --reader= $period --indices= --memory= --omit-seen
        --changes-since= --allow-missing --variant= --no-statistics --no-colophon --volume= --dump= $making $naming $choice $all" ;;
    list) echo "--reader= --encoding= --memory-limit= --format= $period $choice $all" ;;
    handout) echo "$judging --open --reader= --booklet --when= --place= --presenter= $period $making $naming $choice $all" ;;
    watch) echo "--open --reader= --languages= --set= $period $choice $all" ;;
    sheet) echo "--output= --columns= --width= $all" ;;
    build | publish | reissue) echo "$judging --edition= --open --reader= --upgrade --allow-missing $making $choice $all" ;;
    status) echo "--type= --set= --languages= --reader= --format= $all" ;;
    edit) echo "--reader= --encoding= --no-normalize --repair --withdrawn= --metadata= --memory-limit= --output= --no-open $period $all" ;;
    check) echo "$judging --coverage --fix --format= --reader= --encoding= --memory-limit= $all" ;;
    plugin) echo "--format= --lang= --keep --no-limits $all" ;;
    style) echo "--format= --from= $all" ;;
    reader) echo "--format= --reader= --encoding= $all" ;;
    dump) echo "--overlay= --format= --languages= --output= --reader= --memory-limit= $naming $choice $all" ;;
    diff) echo "--memory-limit= $all" ;;
    '') echo "--version --help" ;;
    *) echo "$all" ;;
  esac
}

_wenzhai() {
  local current previous command word
  local commands='export weekly list handout init build publish reissue status watch sheet edit check diff dump inspect plugin reader style'
  current=${COMP_WORDS[COMP_CWORD]}
  previous=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " $commands " in *" $word "*) command=$word; break ;; esac
  done
  # --option=VALUE comes as three words, because = breaks words.
  if [[ $current == = ]]; then current=; previous=${COMP_WORDS[COMP_CWORD - 1]}; fi
  if [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD - 2]}; fi
  case $previous in
    -t | --type)
      # shellcheck disable=SC2046 # names are words
      mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_list "$current" $(_wenzhai_names plugin))" -- "$current"); return ;;
    --set)
      mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_settings "$current")" -- "$current")
      compopt -o nospace
      return ;;
    -s | --style | --from) mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_names style)" -- "$current"); return ;;
    --languages) mapfile -t COMPREPLY < <(compgen -W 'both zh en parallel behind' -- "$current"); return ;;
    --reader) mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_names reader)" -- "$current"); return ;;
    --order) mapfile -t COMPREPLY < <(compgen -W 'editorial day category' -- "$current"); return ;;
    --indices) mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_list "$current" all none author affiliation category day)" -- "$current"); return ;;
    --withdrawn) mapfile -t COMPREPLY < <(compgen -W 'keep mark omit' -- "$current"); return ;;
    --variant) mapfile -t COMPREPLY < <(compgen -W 'zh-Hant zh-Hant-TW zh-Hant-HK' -- "$current"); return ;;
    --format)
      if [[ $command == list ]]; then mapfile -t COMPREPLY < <(compgen -W 'text json tsv' -- "$current"); return; fi
      if [[ $command != dump ]]; then mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current"); return; fi
      mapfile -t COMPREPLY < <(compgen -W 'json tree text galley' -- "$current"); return ;;
    --dump) mapfile -t COMPREPLY < <(compgen -W 'json tree text galley' -- "$current"); return ;;
    --diagnostics) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current"); return ;;
    --font-dir) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    plugin) mapfile -t COMPREPLY < <(compgen -W 'list show new test doctor' -- "$current"); return ;;
    reader) mapfile -t COMPREPLY < <(compgen -W 'list show test' -- "$current"); return ;;
    style) mapfile -t COMPREPLY < <(compgen -W 'list show new' -- "$current"); return ;;
    [a-z]*.[a-z]*) # --set pdf.paper=VALUE comes as words of its own
      if [[ ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_wenzhai_values "$previous")" -- "$current"); return
      fi ;;
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

# fish completion for wenzhai. SPDX-License-Identifier: MIT

set -l commands export check dump inspect plugin style
set -l no_command "not __fish_seen_subcommand_from $commands"

function __wenzhai_names --description 'The first column of a list that wenzhai prints'
    wenzhai $argv[1] list 2>/dev/null | string match -rg '^([a-z][a-z0-9-]*)'
end

complete -c wenzhai -n $no_command -f
complete -c wenzhai -n $no_command -a export -d 'Make books'
complete -c wenzhai -n $no_command -a check -d 'Say what is odd in the sources'
complete -c wenzhai -n $no_command -a dump -d 'Print the issue'
complete -c wenzhai -n $no_command -a inspect -d 'Read a book back'
complete -c wenzhai -n $no_command -a plugin -d 'Output types'
complete -c wenzhai -n $no_command -a style -d Styles
complete -c wenzhai -n $no_command -l version -d 'Show the version'
complete -c wenzhai -s h -l help -d 'Show help'

set -l export '__fish_seen_subcommand_from export'
complete -c wenzhai -n $export -s t -l type -x -a '(__fish_complete_list , "__wenzhai_names plugin")' -d 'Types to make'
complete -c wenzhai -n $export -l each -d 'One book for each input'
complete -c wenzhai -n $export -l set -x -d 'Option of a plugin: PLUGIN.OPTION=VALUE'
complete -c wenzhai -n $export -l languages -x -a 'both zh en parallel' -d 'Languages to show'
complete -c wenzhai -n $export -s j -l jobs -x -d 'Outputs to make at a time'
complete -c wenzhai -n $export -l time-limit -x -d 'Seconds that an output may take'
complete -c wenzhai -n $export -l memory-limit -x -d 'MiB that an output may take'

set -l naming '__fish_seen_subcommand_from export dump'
complete -c wenzhai -n $naming -s o -l output -r -d 'File or folder to make'
complete -c wenzhai -n $naming -l no-normalize -d 'Keep the punctuation of the sources'
complete -c wenzhai -n $naming -l title -x -d 'Title of the book'
complete -c wenzhai -n $naming -l series -x -d 'Name of the series'
complete -c wenzhai -n $naming -l number -x -d 'Number in the series'
complete -c wenzhai -n $naming -l author -x -d Editor
complete -c wenzhai -n $naming -l publisher -x -d Publisher
complete -c wenzhai -n $naming -l date -x -d 'Date of the book'
complete -c wenzhai -n '__fish_seen_subcommand_from export dump check' -s f -l from -x -a 'text json' -d 'Format of all inputs'
complete -c wenzhai -n '__fish_seen_subcommand_from check' -l coverage -d 'What each byte became'
complete -c wenzhai -n '__fish_seen_subcommand_from dump' -l format -x -a 'json tree text' -d 'Form of the dump'

set -l any "__fish_seen_subcommand_from $commands"
complete -c wenzhai -n $any -s s -l style -x -a '(__wenzhai_names style)' -d 'How it looks'
complete -c wenzhai -n $any -l font-dir -x -a '(__fish_complete_directories)' -d 'Look for fonts here too'
complete -c wenzhai -n $any -l plugin -r -d 'Use this plugin as well'
complete -c wenzhai -n $any -l diagnostics -x -a 'text json' -d 'Form of diagnostics'
complete -c wenzhai -n $any -s q -l quiet -d 'Report errors only'
complete -c wenzhai -n $any -s v -l verbose -d 'Report hints too, and what was made'
complete -c wenzhai -n '__fish_seen_subcommand_from plugin style' -f -a 'list show'
complete -c wenzhai -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from show' -f -a '(__wenzhai_names plugin)'
complete -c wenzhai -n '__fish_seen_subcommand_from style; and __fish_seen_subcommand_from show' -f -a '(__wenzhai_names style)'

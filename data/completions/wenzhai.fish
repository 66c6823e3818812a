# fish completion for wenzhai. SPDX-License-Identifier: MIT

set -l commands export weekly list handout init build publish reissue status watch sheet edit check diff dump inspect plugin reader style
set -l no_command "not __fish_seen_subcommand_from $commands"

function __wenzhai_names --description 'The first column of a list that wenzhai prints'
    wenzhai $argv[1] list 2>/dev/null | string match -rg '^([a-z][a-z0-9-]*)'
end

function __wenzhai_settings --description 'PLUGIN.OPTION=VALUE, as far as it is known'
    set -l word (string replace -r '^--set=' '' -- (commandline -ct))
    set -l plugin (string split -m 1 . -- $word)[1]
    if string match -q '*=*' -- $word
        set -l option (string split -m 1 = -- $word)[1]
        LC_ALL=C wenzhai plugin show $plugin 2>/dev/null | awk -v option=$option '
            $1 == option { found = 1; next }
            found && /^ *accepts:/ { if (sub(/.*one of /, "")) gsub(/,/, ""); else if (/yes or no/) $0 = "yes no"; else exit
                    for (i = 1; i <= NF; i++) print option "=" $i; exit }'
    else if string match -q '*.*' -- $word
        LC_ALL=C wenzhai plugin show $plugin 2>/dev/null | string match -rg '^  ([a-z0-9-]+\.[a-z0-9-]+)$' | string replace -r '$' =
    else
        __wenzhai_names plugin | string replace -r '$' .
    end
end

complete -c wenzhai -n $no_command -f
complete -c wenzhai -n $no_command -a export -d 'Make books'
complete -c wenzhai -n $no_command -a weekly -d 'Merge dailies into one issue'
complete -c wenzhai -n $no_command -a list -d 'List the papers of an issue'
complete -c wenzhai -n $no_command -a handout -d 'Make a handout for a meeting'
complete -c wenzhai -n $no_command -a init -d 'Begin a project'
complete -c wenzhai -n $no_command -a build -d 'Make what is out of date'
complete -c wenzhai -n $no_command -a publish -d 'Keep issues as readers have them'
complete -c wenzhai -n $no_command -a reissue -d 'Make the next revision'
complete -c wenzhai -n $no_command -a status -d 'Say how the issues are'
complete -c wenzhai -n $no_command -a watch -d 'Show a book while it is worked on'
complete -c wenzhai -n $no_command -a sheet -d 'All pages of a PDF on one sheet'
complete -c wenzhai -n $no_command -a edit -d 'Correct an issue'
complete -c wenzhai -n $no_command -a diff -d 'Say what changed between two issues'
complete -c wenzhai -n $no_command -a check -d 'Say what is odd in the sources'
complete -c wenzhai -n $no_command -a dump -d 'Print the issue'
complete -c wenzhai -n $no_command -a inspect -d 'Read a book back'
complete -c wenzhai -n $no_command -a plugin -d 'Output types'
complete -c wenzhai -n $no_command -a reader -d Readers
complete -c wenzhai -n $no_command -a style -d Styles
complete -c wenzhai -n $no_command -l version -d 'Show the version'
complete -c wenzhai -s h -l help -d 'Show help'

set -l export '__fish_seen_subcommand_from export weekly build publish reissue handout'
complete -c wenzhai -n "$export status" -s t -l type -x -a '(__fish_complete_list , "__wenzhai_names plugin")' -d 'Types to make'
complete -c wenzhai -n $export -l each -d 'One book for each input'
complete -c wenzhai -n '__fish_seen_subcommand_from export weekly build publish reissue' -l edition -x -d 'Editions to make alone'
complete -c wenzhai -n $export -l explain -d 'Tell each decision of the merge'
complete -c wenzhai -n "$export check" -l strict -d 'Let warnings give status 3'
complete -c wenzhai -n "$export check" -l report -r -d 'Write what was made and said'
complete -c wenzhai -n "$export watch" -l open -d 'Show what was made'
complete -c wenzhai -n "$export watch status" -l set -x -a '(__wenzhai_settings)' -d 'Option of a plugin: PLUGIN.OPTION=VALUE'
complete -c wenzhai -n "$export dump watch status" -l languages -x -a 'both zh en parallel behind' -d 'Languages to show'
complete -c wenzhai -n $export -s n -l dry-run -d 'Say what would be made, how, and who says so'
complete -c wenzhai -n $export -l format -x -a 'text json' -d 'Form of what -n says'
complete -c wenzhai -n $export -s j -l jobs -x -d 'Outputs to make at a time'
complete -c wenzhai -n $export -l time-limit -x -d 'Seconds that an output may take'
complete -c wenzhai -n "$export plugin" -l no-limits -d 'Give plugins all time and memory'
complete -c wenzhai -n '__fish_seen_subcommand_from plugin' -l lang -x -a 'c c++ python node shell' -d 'Language of a new plugin'
complete -c wenzhai -n '__fish_seen_subcommand_from plugin' -l keep -d 'Keep the files that a test makes'
complete -c wenzhai -n '__fish_seen_subcommand_from export weekly build publish reissue dump check diff list handout edit' -l memory-limit -x -d 'MiB that reading, and each output, may take'

set -l naming '__fish_seen_subcommand_from export weekly build dump handout'
complete -c wenzhai -n "$naming sheet" -s o -l output -r -d 'File or folder to make'
complete -c wenzhai -n '__fish_seen_subcommand_from export weekly dump check reader list handout edit' -l encoding -x -a 'BIG5 GB18030 SHIFT_JIS UTF-8 UTF-16 WINDOWS-1252' -d 'Read all texts in this encoding'
complete -c wenzhai -n "$naming edit" -l no-normalize -d 'Keep the characters of the sources'
complete -c wenzhai -n "$naming edit" -l repair -d 'Mend what PDFs did to words'
complete -c wenzhai -n "$naming edit" -l metadata -r -d 'Facts of papers, or a folder of them'
complete -c wenzhai -n "$naming edit" -l withdrawn -x -a 'keep mark omit' -d 'What becomes of withdrawn papers'
complete -c wenzhai -n $naming -l title -x -d 'Title of the book'
complete -c wenzhai -n $naming -l series -x -d 'Name of the series'
complete -c wenzhai -n $naming -l number -x -d 'Number in the series'
complete -c wenzhai -n $naming -l editor -x -d Editor
complete -c wenzhai -n $naming -l publisher -x -d Publisher
complete -c wenzhai -n $naming -l date -x -d 'Date of the book'
complete -c wenzhai -n '__fish_seen_subcommand_from export weekly build publish reissue status dump check reader list handout watch edit' -l reader -x -a '(__wenzhai_names reader)' -d 'Reader of all inputs'
complete -c wenzhai -n '__fish_seen_subcommand_from check' -l coverage -d 'What each byte became'
complete -c wenzhai -n '__fish_seen_subcommand_from check' -l fix -d 'Lines of an overlay that mend what is odd'
complete -c wenzhai -n '__fish_seen_subcommand_from check' -l format -x -a 'text json' -d 'Form of the table'
complete -c wenzhai -n '__fish_seen_subcommand_from plugin reader style status' -l format -x -a 'text json' -d 'Form of the list'
complete -c wenzhai -n '__fish_seen_subcommand_from dump' -l format -x -a 'json tree text galley' -d 'Form of the dump'

complete -c wenzhai -n '__fish_seen_subcommand_from build publish reissue' -l upgrade -d 'Make anew what an older wenzhai made'
complete -c wenzhai -n '__fish_seen_subcommand_from build publish reissue weekly' -l allow-missing -d 'Make issues anew that lose papers'
complete -c wenzhai -n '__fish_seen_subcommand_from init build publish reissue status' -x -a '(__fish_complete_directories)'
set -l choice '__fish_seen_subcommand_from export weekly build publish reissue dump list handout watch'
complete -c wenzhai -n $choice -l select -x -d 'A line of the options that choose papers'
complete -c wenzhai -n $choice -l only -x -d 'These papers only'
complete -c wenzhai -n $choice -l category -x -d 'Papers of these categories only'
complete -c wenzhai -n $choice -l match -x -d 'Papers that have these words only'
complete -c wenzhai -n $choice -l author -x -d 'Papers of this author only'
complete -c wenzhai -n $choice -l full -d 'Papers that have their text only'
complete -c wenzhai -n $choice -l drop -x -d 'Without these papers'
complete -c wenzhai -n $choice -l first -x -d 'The first of what is left'
complete -c wenzhai -n '__fish_seen_subcommand_from list' -l format -x -a 'text json tsv' -d 'Form of the list'
complete -c wenzhai -n '__fish_seen_subcommand_from handout' -l booklet -d 'Make a booklet too'
complete -c wenzhai -n '__fish_seen_subcommand_from handout' -l when -x -d 'Day and hour of the meeting'
complete -c wenzhai -n '__fish_seen_subcommand_from handout' -l place -x -d 'Place of the meeting'
complete -c wenzhai -n '__fish_seen_subcommand_from handout' -l presenter -x -d 'Who presents a paper: PAPER=NAME'

complete -c wenzhai -n '__fish_seen_subcommand_from sheet' -l columns -x -d 'Pages beside each other'
complete -c wenzhai -n '__fish_seen_subcommand_from sheet' -l width -x -d 'Width of the sheet in pixels'
complete -c wenzhai -n '__fish_seen_subcommand_from edit' -s o -l output -r -d 'The corrections'
complete -c wenzhai -n '__fish_seen_subcommand_from edit' -l no-open -d 'Do not open them in an editor'

set -l period '__fish_seen_subcommand_from weekly list handout watch edit'
set -l weekly '__fish_seen_subcommand_from weekly'
complete -c wenzhai -n $period -l week -x -d 'ISO week, 2022-W38'
complete -c wenzhai -n $period -l month -x -d 'Month, 2022-09'
complete -c wenzhai -n $period -l year -x -d 'Year, 2022'
complete -c wenzhai -n $period -l from -x -d 'First day'
complete -c wenzhai -n $period -l to -x -d 'Last day'
complete -c wenzhai -n $period -l all -d 'All dailies'
complete -c wenzhai -n $period -l order -x -a 'editorial day category' -d 'What the sections are'
complete -c wenzhai -n $weekly -l indices -x -a 'all none author affiliation category day' -d 'Indices to make'
complete -c wenzhai -n "$period export dump" -l overlay -r -d 'Corrections of the editor'
complete -c wenzhai -n $weekly -l memory -r -d 'Dump of an earlier issue'
complete -c wenzhai -n $weekly -l omit-seen -d 'Leave out what an earlier issue had'
complete -c wenzhai -n $weekly -l changes-since -r -d 'Dump of this issue as it was'
complete -c wenzhai -n '__fish_seen_subcommand_from export weekly' -l variant -x -a 'zh-Hant zh-Hant-TW zh-Hant-HK' -d 'Edition in Traditional Chinese'
complete -c wenzhai -n $weekly -l no-statistics -d 'Leave out the numbers'
complete -c wenzhai -n $weekly -l no-colophon -d 'Leave out the colophon'
complete -c wenzhai -n $weekly -l volume -x -d 'Volume of the series'
complete -c wenzhai -n $weekly -l dump -x -a 'json tree text galley' -d 'Print the issue'

set -l any "__fish_seen_subcommand_from $commands"
complete -c wenzhai -n $any -s s -l style -x -a '(__wenzhai_names style)' -d 'How it looks'
complete -c wenzhai -n $any -l font-dir -x -a '(__fish_complete_directories)' -d 'Look for fonts here too'
complete -c wenzhai -n $any -l plugin -r -d 'Use this plugin as well'
complete -c wenzhai -n $any -l prefer -x -a '(__wenzhai_names plugin)' -d 'Take this plugin where others have the same name or extension'
complete -c wenzhai -n $any -l diagnostics -x -a 'text json' -d 'Form of diagnostics'
complete -c wenzhai -n $any -s q -l quiet -d 'Report errors only'
complete -c wenzhai -n $any -s v -l verbose -d 'Report hints too, and what was made'
complete -c wenzhai -n '__fish_seen_subcommand_from plugin' -f -a 'list show new test doctor'
complete -c wenzhai -n '__fish_seen_subcommand_from reader' -f -a 'list show test'
complete -c wenzhai -n '__fish_seen_subcommand_from style' -f -a 'list show new'
complete -c wenzhai -n '__fish_seen_subcommand_from style' -l from -x -a '(__wenzhai_names style)' -d 'Style to inherit from'
complete -c wenzhai -n '__fish_seen_subcommand_from plugin; and __fish_seen_subcommand_from show' -f -a '(__wenzhai_names plugin)'
complete -c wenzhai -n '__fish_seen_subcommand_from reader; and __fish_seen_subcommand_from show' -f -a '(__wenzhai_names reader)'
complete -c wenzhai -n '__fish_seen_subcommand_from style; and __fish_seen_subcommand_from show' -f -a '(__wenzhai_names style)'

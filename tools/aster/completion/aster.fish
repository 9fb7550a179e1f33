# SPDX-License-Identifier: MIT
# aster.fish - completion for fish: commands, options, topics, scripts.
function __aster_scripts
    __fish_complete_suffix .as
    __fish_complete_suffix .py
end

set -l commands run test bench check build dis ps pstree trace-report help
complete -c aster -f
complete -c aster -n __fish_use_subcommand -a run -d 'run a script'
complete -c aster -n __fish_use_subcommand -a test -d 'find tests and run them'
complete -c aster -n __fish_use_subcommand -a bench -d 'time scripts and functions'
complete -c aster -n __fish_use_subcommand -a check -d 'compile only'
complete -c aster -n __fish_use_subcommand -a dis -d 'show bytecode'
complete -c aster -n __fish_use_subcommand -a build -d 'compile to a file'
complete -c aster -n __fish_use_subcommand -a ps -d 'the tasks of a running program'
complete -c aster -n __fish_use_subcommand -a pstree -d 'the same as a tree'
complete -c aster -n __fish_use_subcommand -a trace-report -d 'a page of a trace'
complete -c aster -n __fish_use_subcommand -a help -d 'pages about a topic'
complete -c aster -n "not __fish_seen_subcommand_from help ps pstree trace-report" -a '(__aster_scripts)'
complete -c aster -n '__fish_seen_subcommand_from ps pstree' -a '(pgrep -x aster)'
complete -c aster -n '__fish_seen_subcommand_from trace-report' -a '(__fish_complete_suffix .json)'
complete -c aster -n '__fish_seen_subcommand_from trace-report' -s o -r -d 'the page'
complete -c aster -n '__fish_seen_subcommand_from help' -a 'run prompt test bench check build dis options environment debug modules'

complete -c aster -n __fish_use_subcommand -s c -x -d 'run a text'
complete -c aster -n __fish_use_subcommand -s m -x -d 'run a module'
complete -c aster -n __fish_use_subcommand -s i -d 'a prompt afterwards'
complete -c aster -n __fish_use_subcommand -s q -d 'no banner'
complete -c aster -n __fish_use_subcommand -s O -d 'without assert'
complete -c aster -n __fish_use_subcommand -s I -d isolated
complete -c aster -n __fish_use_subcommand -s W -x -a 'default error always module once ignore' -d warnings
complete -c aster -n __fish_use_subcommand -s X -x -a dev -d option
complete -c aster -n __fish_use_subcommand -s V -l version -d version
complete -c aster -n __fish_use_subcommand -s h -l help -d help
complete -c aster -n __fish_use_subcommand -l debug -d 'the debug mode'
complete -c aster -n __fish_use_subcommand -l trace -r -d 'write a timeline'
complete -c aster -n __fish_use_subcommand -l fair -d 'tasks that never wait give way'
complete -c aster -n __fish_use_subcommand -l orphan-errors -x -a 'log crash' -d 'errors that nobody sees'
complete -c aster -n "__fish_use_subcommand; or __fish_seen_subcommand_from test" -l virtual-time -d 'loops jump to the next timer'
complete -c aster -n "__fish_use_subcommand; or __fish_seen_subcommand_from test" -l seed -x -d 'reproducible choices'
complete -c aster -n "__fish_use_subcommand; or __fish_seen_subcommand_from test" -l shuffle -d 'a shuffled order'

complete -c aster -n '__fish_seen_subcommand_from test' -s v -d 'name each test'
complete -c aster -n '__fish_seen_subcommand_from test bench' -s k -x -d 'those whose name has the text'
complete -c aster -n '__fish_seen_subcommand_from test' -s x -d 'stop at a failure'
complete -c aster -n '__fish_seen_subcommand_from test' -s s -d 'show what tests print'
complete -c aster -n '__fish_seen_subcommand_from test' -l list -d 'only name them'
complete -c aster -n '__fish_seen_subcommand_from test' -l timeout -x -d 'seconds for each async function'
complete -c aster -n '__fish_seen_subcommand_from bench' -s n -x -d repeats
complete -c aster -n '__fish_seen_subcommand_from bench' -l with -x -a '(__fish_complete_command)' -d 'another interpreter'

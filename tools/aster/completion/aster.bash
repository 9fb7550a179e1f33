# SPDX-License-Identifier: MIT
# aster.bash - completion for bash: commands, options, topics, scripts.
_aster() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  local options='-c -m -i -q -O -I -P -V -W -X -h --help --version --virtual-time --seed --shuffle --debug --trace --fair --orphan-errors='
  COMPREPLY=()
  case $before in
    -c | -k | -n | --seed | --timeout) return ;;
    -W) COMPREPLY=($(compgen -W 'default error always module once ignore' -- "$word")); return ;;
    -X) COMPREPLY=($(compgen -W 'dev' -- "$word")); return ;;
    --trace | -o) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    --orphan-errors | =) COMPREPLY=($(compgen -W 'log crash' -- "${word#=}")); return ;;
    --with) COMPREPLY=($(compgen -c -- "$word")); return ;;
  esac
  case $command in
    help) COMPREPLY=($(compgen -W 'run prompt test bench check build dis options environment debug modules' -- "$word")); return ;;
    test) options='-v -k -x -s --list --timeout --virtual-time --seed --shuffle' ;;
    bench) options='-n -k --with' ;;
    ps | pstree) COMPREPLY=($(compgen -W "$(pgrep -x aster 2>/dev/null)" -- "$word")); return ;;
    trace-report)
      COMPREPLY=($(compgen -f -X '!*.json' -- "$word") $(compgen -d -S / -- "$word"))
      [[ $word != -* ]] || COMPREPLY=($(compgen -W '-o' -- "$word"))
      compopt -o filenames 2>/dev/null
      return ;;
    run | check | dis) options='' ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
    return
  fi
  COMPREPLY=($(compgen -f -X '!*.as' -- "$word") $(compgen -f -X '!*.py' -- "$word") $(compgen -d -S / -- "$word"))
  [[ $COMP_CWORD -ne 1 ]] || COMPREPLY+=($(compgen -W 'run test bench check build dis ps pstree trace-report help' -- "$word"))
  compopt -o filenames -o nospace 2>/dev/null
  [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} == */ ]] || compopt +o nospace 2>/dev/null
}
complete -F _aster aster

# SPDX-License-Identifier: MIT
"""The prompt: `aster` alone on a terminal, and `aster -i`.

    session    what is typed is compiled and run, each cell a task of one event loop; Ctrl-C, the end
    editor     keys change a buffer (buffer), and the screen shows it (screen); keys come decoded from the terminal (keys, terminal)
    plain      the same session over lines of text, where there is no terminal
    output     what tasks print while the prompt is on the screen
    commands   :tasks, :why and the others; complete, history, text (colours), theme, problems (tracebacks) serve them

The loop is the session's only engine: the prompt is a reader of standard input beside the tasks, and no task itself, so that a program may
count, gather or cancel all tasks without touching it.
"""


def interact(module, banner):
    """Run the prompt in the namespace of a module until its end; gives the exit status."""
    from _repl.session import Session
    return Session(module).run(banner)

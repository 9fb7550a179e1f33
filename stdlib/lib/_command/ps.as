# SPDX-License-Identifier: MIT
"""`aster ps PID` and `aster pstree PID`: what the tasks of a running program wait for. The program must be in debug mode (aster --debug).

The asker makes a socket in a folder of its own user's, sends SIGUSR1, and the program answers at its next safepoint, wherever it is.
"""
import os
import sys

_USAGE = 'usage: aster ps PID | aster pstree PID'


def folder():
    """Where sockets are: readable by their user alone."""
    base = os.environ.get('XDG_RUNTIME_DIR')
    return os.path.join(base, 'aster') if base and os.path.isdir(base) else f'/tmp/aster-{os.getuid()}'


def request_path(pid):
    return os.path.join(folder(), f'{pid}.ask')


def _fail(text):
    sys.stderr.write(f'aster: {text}\n')
    return 1


def _catches(pid, number):
    """Does the process catch the signal? One that does not would be ended by it."""
    try:
        with open(f'/proc/{pid}/status') as f:
            for line in f:
                if line.startswith('SigCgt:'):
                    return bool(int(line.split()[1], 16) >> (number - 1) & 1)
    except FileNotFoundError:
        return None
    return False


def _make_folder():
    path = folder()
    os.makedirs(path, mode=0o700, exist_ok=True)
    info = os.stat(path)
    if info.st_uid != os.getuid() or info.st_mode & 0o077:
        raise PermissionError(f'{path} must belong to you alone')
    return path


def ask(pid):
    """The tables of the process, one for each of its loops."""
    import json
    import signal
    import socket
    _make_folder()
    path = request_path(pid)
    if os.path.exists(path):
        os.unlink(path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        try:
            os.chmod(path, 0o600)
            server.listen(1)
            server.settimeout(5)
            os.kill(pid, signal.SIGUSR1)
            connection, _ = server.accept()
            with connection:
                connection.settimeout(5)
                parts = []
                while part := connection.recv(65536):
                    parts.append(part)
        finally:
            os.unlink(path)
    return json.loads(b''.join(parts))


# ---- as tables, as trees

def _chain(stack):
    return ' -> '.join(function for _, _, function in stack)


def show_table(loops):
    lines = [('task id', 'task name', 'waits for', 'coroutine chain', 'awaiter name', 'awaiter id')]
    for table in loops:
        for row in table:
            awaiters = row['awaited_by'] or [{'name': '', 'id': '0x0'}]
            for awaiter in awaiters:
                lines.append((row['id'], row['name'], row['waits'], _chain(row['stack']), awaiter['name'], awaiter['id']))
    widths = [max(len(line[i]) for line in lines) for i in range(6)]
    for i, line in enumerate(lines):
        print('  '.join(text.ljust(width) for text, width in zip(line, widths)).rstrip())
        if i == 0:
            print('-' * (sum(widths) + 10))


def show_tree(loops):
    """Each task under the one that awaits it; (T) marks tasks, the others are their coroutines."""
    for table in loops:
        rows = {row['id']: row for row in table}
        below = {key: [] for key in rows}
        for row in table:
            for awaiter in row['awaited_by']:
                if awaiter['id'] in below:
                    below[awaiter['id']].append(row['id'])
        roots = [key for key, row in rows.items() if not any(a['id'] in rows for a in row['awaited_by'])]
        if not roots and rows:
            print('ERROR: await-graph contains cycles - cannot print a tree!')
            print('cycle: ' + _cycle(rows))
            continue
        for key in roots:
            _branch(rows, below, key, '', True, ())


def _cycle(rows):
    path, key = [], next(iter(rows))
    while key not in path:
        path.append(key)
        key = rows[key]['awaited_by'][0]['id']
    ring = path[path.index(key):] + [key]
    return ' \u2192 '.join(rows[k]['name'] for k in reversed(ring))


def _branch(rows, below, key, pad, last, above):
    row = rows[key]
    print(f'{pad}{"\u2514" if last else "\u251c"}\u2500\u2500 (T) {row["name"]}: {row["waits"]}')
    pad += '    ' if last else '\u2502   '
    for file, line, function in reversed(row['stack']):
        print(f'{pad}\u2514\u2500\u2500 {function} {file}:{line}')
        pad += '    '
    inner = [k for k in below[key] if k not in above]
    for i, k in enumerate(inner):
        _branch(rows, below, k, pad, i == len(inner) - 1, above + (key,))


def main(show):
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        sys.stderr.write(_USAGE + '\n')
        return 2
    pid = int(sys.argv[1])
    caught = _catches(pid, 10)
    if caught is None:
        return _fail(f'there is no process {pid}')
    if not caught:
        return _fail(f'process {pid} does not answer: it must run as `aster --debug`, with an event loop')
    try:
        show(ask(pid))
    except (OSError, TimeoutError, ValueError) as e:
        return _fail(f'process {pid} did not answer: {e}')
    return 0


if __name__ == '__main__':
    sys.exit(main(show_table))

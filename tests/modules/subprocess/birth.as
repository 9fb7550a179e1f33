# What a new process is given, or not: descriptors, signals that the interpreter ignores, a group, a mask.
import os
import signal
import subprocess
import sys
import warnings


def tells(script, **kw):
    return subprocess.run(['sh', '-c', script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **kw).stdout


reader, writer = os.pipe()
os.set_inheritable(writer, True)
for kw in ({}, {'close_fds': False}, {'pass_fds': (writer,)}, {'pass_fds': {writer}}, {'pass_fds': [reader]}):
    print(kw.keys(), tells(f'echo there >&{writer} && echo yes || echo no', **kw))
os.set_inheritable(writer, False)
print(tells(f'echo there >&{writer} && echo yes || echo no', pass_fds=(writer,)), os.get_inheritable(writer))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    print(tells(f'echo there >&{writer} && echo yes || echo no', pass_fds=(writer,), close_fds=False), [str(w.message) for w in seen])
os.close(writer)
print(os.read(reader, 1000))
os.close(reader)

print(signal.getsignal(signal.SIGPIPE))
ignored = 'kill -PIPE $$; echo survived'
print(tells(ignored), tells(ignored, restore_signals=False))
print(tells('yes | head -1; echo ${PIPESTATUS:-ok}'))
print(tells('umask', umask=0o027), tells('[ $(ps -o pgid= -p $$) = $$ ] && echo own', process_group=0))
print(tells('id -u; id -g', user=os.getuid(), group=os.getgid()) == f'{os.getuid()}\n{os.getgid()}\n'.encode())
for kw in ({'user': -1}, {'group': -2}):
    try:
        tells('true', **kw)
    except ValueError as e:
        print(e)

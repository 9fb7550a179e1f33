# -m: a package's __main__, a module, a module that is not there; and .as before .py.
import subprocess
import sys


def run(*args):
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True)
    print(args[1:], done.returncode, done.stdout.splitlines(), done.stderr.splitlines()[-1].rpartition(": ")[2] if done.stderr else "")


run("-m", "pkg", "arg", "-x")
run("-m", "pkg.beta")
run("-m", "pkg.nowhere")
run("-m", "pkg.broken")
run("-c", "import sys; print(sys.argv)", "a")

# Running programs: output, input, status, errors.
import subprocess

print(subprocess.run(['echo','hi'],capture_output=True,text=True))
print(subprocess.check_output('echo a; echo b >&2; exit 0',shell=True,stderr=subprocess.STDOUT))
try: subprocess.run('exit 3',shell=True,check=True)
except subprocess.CalledProcessError as e: print(e,e.returncode)
try: subprocess.run(['nonexistent_zz'])
except OSError as e: print(e)
print(subprocess.run(['cat'],input=b'x'*200000,capture_output=True).stdout==b'x'*200000)
try: subprocess.run(['sleep','5'],timeout=.1)
except subprocess.TimeoutExpired as e: print(type(e).__name__)
p=subprocess.Popen(['cat'],stdin=subprocess.PIPE,stdout=subprocess.PIPE,text=True); print(p.communicate('hé\n'),p.returncode)
print(subprocess.getstatusoutput('echo q; exit 2'),subprocess.call(['true']),subprocess.list2cmdline(['a b','c"d','']))

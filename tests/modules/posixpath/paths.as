# Taking paths apart, joining and normalising them; expansion; errors.
# env: HOME=/home/someone
import posixpath

P=posixpath
for a in ['','/','//','///','a','a/b','/a/../b','//a/./b','../..','/../a','a//b/','.a','a.b','..a','a.b.c','/a.b/c','.a.b','~','~/x','~nope/x','$HOME/x','${HOME}y','$','${','$HOMEx','a$$HOME','é/$HOME']:
    print(a,P.split(a),P.splitext(a),P.normpath(a),P.splitroot(a),P.isabs(a),P.dirname(a),P.basename(a),P.expanduser(a),P.expandvars(a),P.normpath(a.encode()),P.join('x',a,'y'))
print(P.relpath('/a/b','/a/c/d'),P.relpath('x'),P.commonpath(['/a/b','/a/c']),P.commonprefix(['abc','abd']),P.ismount('/'),P.ismount('/etc'))
for f in (lambda:P.join('a',b'b'),lambda:P.join(1),lambda:P.commonpath([]),lambda:P.commonpath(['/a','b']),lambda:P.relpath(''),lambda:P.join('a',1)):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)

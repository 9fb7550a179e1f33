# Records, levels, formats, the hierarchy.
import logging,io,sys
s=io.StringIO()
logging.basicConfig(stream=s,level=logging.DEBUG,format='%(levelname)s:%(name)s:%(message)s:%(lineno)d:%(funcName)s:%(filename)s')
l=logging.getLogger('a.b'); l.info('x %d',1); logging.warning('w'); l.debug('%(k)s',{'k':2})
try: 1/0
except Exception: l.exception('bad')
def f(): l.error('in f',stack_info=False)
f()
print(s.getvalue())
print(l,l.parent,logging.getLogger('a').getChildren(),logging.getLevelName(20),logging.getLevelName('INFO'),logging.getLevelName(15),l.isEnabledFor(10),l.getEffectiveLevel())
h=logging.StreamHandler(s); print(h, logging.NullHandler())
f=logging.Formatter('{asctime} {message}',style='{',datefmt='%Y'); r=logging.makeLogRecord({'msg':'hi %s','args':('x',),'created':0}); print(f.format(r)[4:],r)
for b in (lambda:logging.Formatter('x'),lambda:logging.basicConfig(foo=1,force=True),lambda:l.setLevel('foo'),lambda:l.info('a',extra={'msg':1}),lambda:logging.getLogger(5)):
    try: b()
    except Exception as e: print(type(e).__name__,e)
ad=logging.LoggerAdapter(l,{'q':1}); print(ad)
